package dev.plimsoll.cli;

import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.HttpFetcher.Request;
import dev.plimsoll.base.HttpFetcher.Response;
import dev.plimsoll.testkit.LoopbackRequest;
import dev.plimsoll.testkit.LoopbackServer;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The real, signed Debian archive behind a server of the test's own, whose answers can be made to fail. What is called by its hash or
 * version is kept between runs.
 */
final class ArchiveStandIn implements AutoCloseable {
    private static final URI ARCHIVE = URI.create("http://deb.debian.org");

    private final LoopbackServer server;
    private final HttpFetcher fetcher = HttpFetcher.online(System.getenv());
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final Path kept = SharedFiles.checkout().resolve("cli/target/test-cache/archive");
    private final String run = UUID.randomUUID().toString();

    private ArchiveStandIn() {
        server = LoopbackServer.serving(kept);
        LoopbackServer.Handler files = server.handler("/");
        server.on("/", (exchange, request) -> files.handle(exchange, renamed(request, bring(request))));
    }

    /** Skips the test, or fails it where real parts are demanded, if the archive does not answer. */
    static ArchiveStandIn start() {
        BuiltImages.requireArchive();
        return new ArchiveStandIn();
    }

    LoopbackServer server() {
        return server;
    }

    /** Build options that ask this archive, and none when the image is verified. */
    List<String> options() {
        return List.of(
                "--debian-mirror",
                server.uri("/debian").toString(),
                "--debian-security-mirror",
                server.uri("/debian-security").toString(),
                "--no-live");
    }

    private static LoopbackRequest renamed(LoopbackRequest request, String path) {
        return new LoopbackRequest(request.method(), path, request.query(), request.headers(), request.body());
    }

    /** The path below {@link #kept}; what changes is fetched anew by each run of the tests. */
    private String bring(LoopbackRequest request) throws IOException {
        boolean changes =
                !request.path().contains("/by-hash/") && !request.path().contains("/pool/");
        String path = changes ? "/" + run + request.path() : request.path();
        Path file = kept.resolve(path.substring(1));
        synchronized (locks.computeIfAbsent(path, each -> new Object())) {
            if (!Files.exists(file)) {
                fetch(URI.create(ARCHIVE + request.path()), file);
            }
        }
        return path;
    }

    private void fetch(URI uri, Path file) throws IOException {
        Files.createDirectories(file.resolve("..").normalize());
        Path part = file.resolveSibling(file.getFileName() + "." + run);
        try (Response response = fetcher.send(Request.get(uri).allowingPlainHttp())) {
            if (response.status() != 200) {
                return;
            }
            try (InputStream in = response.body();
                    OutputStream out = Files.newOutputStream(part)) {
                in.transferTo(out);
            }
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
        server.close();
        fetcher.close();
    }
}
