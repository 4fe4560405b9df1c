package dev.plimsoll.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.Download;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Patience;
import dev.plimsoll.base.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LoopbackServerTest {
    private static final Progress.Task TASK = Progress.NONE.start("test", -1);

    @TempDir
    Path directory;

    @Test
    void servesADirectoryThroughEveryFailure() throws IOException {
        byte[] content = "0123456789".repeat(50_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Files.createDirectories(directory.resolve("dists"));
        Files.write(directory.resolve("dists/file"), content);
        Path target = directory.resolve("target");
        Patience patience = new Patience(
                Duration.ofSeconds(5), Duration.ofMillis(300), 4, Duration.ofMillis(5), Duration.ofSeconds(1));
        try (LoopbackServer server = LoopbackServer.serving(directory);
                HttpFetcher fetcher = HttpFetcher.online(Map.of(), patience)) {
            server.fail(
                    "/dists/file",
                    Failure.status(503),
                    Failure.drop(),
                    Failure.cutAfter(100_000),
                    Failure.redirect(server.uri("/elsewhere")),
                    Failure.stallAfter(100_000, Duration.ofSeconds(20)));
            server.on(
                    "/elsewhere",
                    (exchange, request) ->
                            Failure.redirect(server.uri("/dists/file")).happen(exchange, request, (e, r) -> {}));

            Download download =
                    fetcher.download(HttpFetcher.Request.get(server.uri("/dists/file")), target, 1_000_000, TASK);

            assertThat(target).hasBinaryContent(content);
            assertThat(server.requests("/dists/file").size()).isGreaterThanOrEqualTo(6);
            assertThat(server.requests("/dists/file").get(3).header("Range")).startsWith("bytes=");
            assertThat(download)
                    .isInstanceOfSatisfying(
                            Download.Complete.class,
                            complete -> assertThat(fetcher.download(
                                            HttpFetcher.Request.get(complete.uri())
                                                    .ifChanged(complete.validators()),
                                            target,
                                            1_000_000,
                                            TASK))
                                    .isEqualTo(new Download.NotModified()));
        }
    }

    @Test
    void nothingOutsideTheDirectoryIsServed() throws IOException {
        Files.writeString(directory.resolve("secret"), "s");
        Path inside = Files.createDirectory(directory.resolve("public"));
        try (LoopbackServer server = LoopbackServer.serving(inside);
                HttpFetcher fetcher = HttpFetcher.online(Map.of(), Patience.SHORT);
                HttpFetcher.Response response = fetcher.send(HttpFetcher.Request.get(server.uri("/../secret")))) {
            assertThat(response.status()).isEqualTo(404);
        }
    }

    @Test
    void corruptChangesTheContent() throws IOException {
        try (LoopbackServer server = LoopbackServer.start().put("/a", "abc").fail("/a", Failure.corrupt());
                HttpFetcher fetcher = HttpFetcher.online(Map.of(), Patience.SHORT);
                HttpFetcher.Response response = fetcher.send(HttpFetcher.Request.get(server.uri("/a")))) {
            assertThat(response.body()).hasContent("`bc");
        }
    }
}
