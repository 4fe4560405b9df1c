package dev.plimsoll.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HttpDownloadTest {
    private final HttpFetcher fetcher = HttpFetcher.online(Map.of(), Patience.SHORT);
    private final byte[] content = new byte[3_000_000];
    private final AtomicLong advanced = new AtomicLong();
    private final Progress.Task task = new Progress.Task() {
        @Override
        public void advance(long amount) {
            advanced.addAndGet(amount);
        }

        @Override
        public void close() {}
    };

    @TempDir
    Path directory;

    HttpDownloadTest() {
        new Random(1).nextBytes(content);
    }

    @AfterEach
    void close() {
        fetcher.close();
    }

    @Test
    void writesTheWholeFileInPlace() throws IOException {
        try (TestServer server = new TestServer((exchange, count) -> give(exchange, "\"v1\"", 0, content.length))) {
            Path target = directory.resolve("sub/feed.zip");
            Download download = download(server, target);
            assertThat(download).isInstanceOfSatisfying(Download.Complete.class, complete -> {
                assertThat(complete.size()).isEqualTo(content.length);
                assertThat(complete.validators().etag()).contains("\"v1\"");
            });
            assertThat(Files.readAllBytes(target)).isEqualTo(content);
            assertThat(advanced).hasValue(content.length);
            assertThat(directory.resolve("sub")).isDirectoryContaining(p -> p.equals(target));
            assertThat(directory.resolve("sub").toFile().list()).containsExactly("feed.zip");
        }
    }

    @Test
    void resumesWhereTheConnectionBroke() throws IOException {
        try (TestServer server = new TestServer((exchange, count) -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = range == null ? 0 : Integer.parseInt(range.substring(6, range.length() - 1));
            give(exchange, "\"v1\"", from, Math.min(1_000_000, content.length - from));
        })) {
            Path target = directory.resolve("feed");
            assertThat(download(server, target)).isInstanceOf(Download.Complete.class);
            assertThat(Files.readAllBytes(target)).isEqualTo(content);
            assertThat(server.asked.size()).isGreaterThanOrEqualTo(3);
            assertThat(server.asked.get(1).header("Range")).startsWith("bytes=");
            assertThat(server.asked.get(1).header("If-Range")).isEqualTo("\"v1\"");
            assertThat(advanced).hasValue(content.length);
        }
    }

    @Test
    void startsAgainWhenTheFileChangedMeanwhile() throws IOException {
        try (TestServer server = new TestServer((exchange, count) -> {
            if (count == 1) {
                give(exchange, "\"old\"", 0, 500_000);
            } else {
                give(exchange, "\"new\"", 0, content.length);
            }
        })) {
            Path target = directory.resolve("feed");
            assertThat(download(server, target))
                    .isInstanceOfSatisfying(
                            Download.Complete.class,
                            complete -> assertThat(complete.validators().etag()).contains("\"new\""));
            assertThat(Files.readAllBytes(target)).isEqualTo(content);
        }
    }

    @Test
    void startsAgainWhenTheServerGivesNoValidator() throws IOException {
        try (TestServer server =
                new TestServer((exchange, count) -> give(exchange, "", 0, count == 1 ? 500_000 : content.length))) {
            Path target = directory.resolve("feed");
            assertThat(download(server, target)).isInstanceOf(Download.Complete.class);
            assertThat(Files.readAllBytes(target)).isEqualTo(content);
            assertThat(server.asked).extracting(a -> a.header("Range")).containsOnly("");
        }
    }

    @Test
    void aServerThatIgnoresRangeIsSkippedThrough() throws IOException {
        try (TestServer server = new TestServer(
                (exchange, count) -> give(exchange, "\"v1\"", 0, count == 1 ? 500_000 : content.length))) {
            Path target = directory.resolve("feed");
            assertThat(download(server, target)).isInstanceOf(Download.Complete.class);
            assertThat(Files.readAllBytes(target)).isEqualTo(content);
            assertThat(server.asked).hasSize(2);
        }
    }

    @Test
    void aServerThatAlwaysBreaksOffIsAnErrorAndTheOldFileStays() throws IOException {
        Path target = Files.writeString(directory.resolve("feed"), "old");
        try (TestServer server = new TestServer((exchange, count) -> give(exchange, "\"v1\"", 0, 100))) {
            assertThatExceptionOfType(PlimsollException.class)
                    .isThrownBy(() -> download(server, target))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NETWORK));
            assertThat(target).hasContent("old");
            assertThat(directory.toFile().list()).containsExactly("feed");
        }
    }

    @Test
    void stopsAtTheLimit() throws IOException {
        try (TestServer server = new TestServer((exchange, count) -> {
            boolean stated = exchange.getRequestURI().getPath().equals("/stated");
            exchange.sendResponseHeaders(200, stated ? content.length : 0);
            exchange.getResponseBody().write(content);
        })) {
            for (String path : new String[] {"/stated", "/chunked"}) {
                Path target = directory.resolve("feed");
                assertThatExceptionOfType(PlimsollException.class)
                        .isThrownBy(() ->
                                fetcher.download(HttpFetcher.Request.get(server.uri(path)), target, 1_000_000, task))
                        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
                assertThat(directory).isEmptyDirectory();
            }
        }
    }

    @Test
    void tellsUnchangedAndMissingApart() throws IOException {
        Path target = directory.resolve("feed");
        try (TestServer server = new TestServer((exchange, count) -> TestServer.send(
                exchange, Integer.parseInt(exchange.getRequestURI().getPath().substring(1)), ""))) {
            assertThat(fetcher.download(HttpFetcher.Request.get(server.uri("/304")), target, 10, task))
                    .isEqualTo(new Download.NotModified());
            assertThat(fetcher.download(HttpFetcher.Request.get(server.uri("/404")), target, 10, task))
                    .isEqualTo(new Download.NotFound(404));
            assertThatExceptionOfType(PlimsollException.class)
                    .isThrownBy(() -> fetcher.download(HttpFetcher.Request.get(server.uri("/403")), target, 10, task))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED));
            assertThat(target).doesNotExist();
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        try (TestServer server = new TestServer((exchange, count) -> TestServer.send(exchange, 200, "x"))) {
            assertThatExceptionOfType(PlimsollException.class)
                    .isThrownBy(() -> download(server, file.resolve("under/feed")))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_ACCESS));
        }
    }

    private Download download(TestServer server, Path target) {
        return fetcher.download(HttpFetcher.Request.get(server.uri("/feed")), target, 10_000_000, task);
    }

    /** Promises the content from an offset to its end but gives only {@code length} bytes of it. */
    private void give(HttpExchange exchange, String etag, int from, int length) throws IOException {
        if (!etag.isEmpty()) {
            exchange.getResponseHeaders().set("ETag", etag);
        }
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
        exchange.getResponseBody().write(content, from, length);
        exchange.getResponseBody().flush();
    }
}
