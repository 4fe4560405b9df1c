package dev.plimsoll.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.policy.Policy;
import dev.plimsoll.report.FindingFilter;
import dev.plimsoll.scan.ScanOptions;
import dev.plimsoll.scan.Scanner;
import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on a free port of loopback, its state in a directory of the test, and a client that knows its token. */
final class RunningServer implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final List<String> log = new CopyOnWriteArrayList<>();
    final List<String> newTokens = new CopyOnWriteArrayList<>();
    private final PlimsollServer server;
    private String token = "";

    private RunningServer(Path directory, Allowed allowed, ImageScan scan, int queue, Optional<Path> tokenFile) {
        ServerOptions options = new ServerOptions(
                InetAddress.getLoopbackAddress(), 0, false, tokenFile, directory.resolve("state"), allowed, queue);
        server = PlimsollServer.start(
                options, new PlimsollServer.Parts(scan, "1.2.3", Clock.systemUTC(), log::add, newTokens::add));
        newTokens.forEach(made -> token = made);
    }

    static RunningServer start(Path directory, Allowed allowed) {
        return start(directory, allowed, offline(directory), 3);
    }

    static RunningServer start(Path directory, Allowed allowed, ImageScan scan, int queue) {
        return new RunningServer(directory, allowed, scan, queue, Optional.empty());
    }

    static RunningServer withTokenFile(Path directory, Path file) {
        return new RunningServer(directory, Allowed.NOTHING, offline(directory), 3, Optional.of(file));
    }

    /** As the program scans, but for the network and the advisories: everything is unjudged. */
    static ImageScan offline(Path directory) {
        Map<String, String> environment = Map.of("HOME", directory.toString());
        return new JudgedScan(
                () -> Scanner.builder(environment, Clock.systemUTC())
                        .fetcher(HttpFetcher.offline())
                        .build(),
                ScanOptions.DEFAULT,
                image -> Policy.DEFAULT,
                "the built-in defaults",
                Map.of(),
                FindingFilter.ALL,
                "1.2.3",
                Clock.systemUTC());
    }

    /** An OCI layout with one package. */
    static String layout(Path directory) {
        TinyImage tiny = new TinyImage()
                .layer(
                        new TinyTar()
                                .file("etc/os-release", "ID=debian\nVERSION_ID=12\nVERSION_CODENAME=bookworm\n")
                                .file(
                                        "var/lib/dpkg/status",
                                        "Package: zlib1g\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1:1.2.13\n\n"));
        return "oci-dir://" + TinyImage.writeDirectory(tiny.ociFiles(TinyImage.GZIP), directory);
    }

    RunningServer as(String otherToken) {
        token = otherToken;
        return this;
    }

    String token() {
        return token;
    }

    URI uri(String path) {
        return server.address().resolve(path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + token)
                .timeout(PATIENCE);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return send(request("/api/v1/scans")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> ask(String image) throws IOException, InterruptedException {
        return post("{\"image\": \"" + image + "\"}");
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    /** Asks until the scan has ended. */
    JsonNode ended(String location) throws IOException, InterruptedException {
        Instant latest = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(latest)) {
            JsonNode scan = json(get(location));
            if (List.of("done", "failed").contains(scan.path("state").asText())) {
                return scan;
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException("the scan did not end: " + log);
    }

    /** Asks for a scan and waits for its end. */
    JsonNode scanned(String image) throws IOException, InterruptedException {
        return ended(ask(image).headers().firstValue("Location").orElseThrow());
    }

    @Override
    public void close() {
        server.close();
    }
}
