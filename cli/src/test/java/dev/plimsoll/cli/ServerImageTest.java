package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.testkit.DockerDaemon;
import dev.plimsoll.testkit.HardenedContainer;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.RequiresFile;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server's image in a real engine, hardened, asked over HTTP from outside. Runs once the program is packaged. */
@RequiresCommand({"dockerd", "docker", "skopeo"})
@RequiresFile("fixtures/images/alpine-310.tar.gz")
@Timeout(300)
class ServerImageTest {
    private static final String IMAGE = "plimsoll/server:latest";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static DockerDaemon docker;

    @SuppressWarnings("NullAway.Init")
    private static Path secret;

    @BeforeAll
    static void build() throws IOException {
        docker = DockerDaemon.start(directory.resolve("d"));
        BuiltImages.load(docker, directory, "server");
        secret = Files.writeString(directory.resolve("token"), TOKEN + "\n");
    }

    @AfterAll
    static void stop() {
        docker.close();
    }

    private static HardenedContainer.Settings settings(String volume) {
        return new HardenedContainer.Settings()
                .volume(volume, "/data")
                .port(8080)
                .limits(512L << 20, 64)
                .file(SharedFiles.path("fixtures/images"), "/images");
    }

    private static HardenedContainer start(String name) {
        return HardenedContainer.start(
                docker,
                name,
                IMAGE,
                settings(name)
                        .file(secret, "/run/secrets/plimsoll-token")
                        .command(
                                "serve",
                                "--port=8080",
                                "--address=0.0.0.0",
                                "--behind-proxy",
                                "--token-file=/run/secrets/plimsoll-token",
                                "--allow-files=/images"));
    }

    private static HttpResponse<String> ask(HardenedContainer server, String path, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port(8080) + path))
                .timeout(LONGEST);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return SafeJson.within(Limits.DEFAULT)
                .readTree(
                        answer.body().getBytes(StandardCharsets.UTF_8),
                        answer.uri().toString());
    }

    @Test
    void itAnswersItsHealthCheckTakesAScanAndKeepsItOverARestart() throws Exception {
        try (HardenedContainer server = start("takes")) {
            server.awaitHealthy(LONGEST);
            assertThat(server.users()).containsExactly("65532");
            assertThat(server.inspect(
                            "{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}}"))
                    .isEqualTo("true [ALL] [no-new-privileges]");
            assertThat(ask(server, "/healthz", "", "").statusCode()).isEqualTo(200);
            assertThat(ask(server, "/api/v1/images", "", "").statusCode()).isEqualTo(401);
            assertThat(ask(server, "/api/v1/images", TOKEN + "x", "").statusCode())
                    .isEqualTo(401);

            HttpResponse<String> taken =
                    ask(server, "/api/v1/scans", TOKEN, "{\"image\": \"archive:///images/alpine-310.tar.gz\"}");
            assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
            String scan = taken.headers().firstValue("Location").orElseThrow();
            JsonNode done = awaitDone(server, scan);
            assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("done");
            assertThat(done.path("result").isObject()).isTrue();

            server.restart();
            server.awaitHealthy(LONGEST);
            assertThat(json(ask(server, scan, TOKEN, ""))).isEqualTo(done);
            assertThat(ask(server, "/api/v1/images", TOKEN, "").body()).contains("alpine-310");
            assertThat(server.logs()).doesNotContain(TOKEN);
        }
    }

    private static JsonNode awaitDone(HardenedContainer server, String scan) throws Exception {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            JsonNode state = json(ask(server, scan, TOKEN, ""));
            if (!state.path("state").asText().matches("queued|running") || System.nanoTime() > end) {
                return state;
            }
            Thread.sleep(100);
        }
    }

    @Test
    void whatNobodyAllowedIsNotScanned() throws Exception {
        try (HardenedContainer server = start("guards")) {
            server.awaitHealthy(LONGEST);

            for (String image : new String[] {"archive:///etc/passwd", "registry://registry.example/x:1", "fs:///"}) {
                assertThat(ask(server, "/api/v1/scans", TOKEN, "{\"image\": \"" + image + "\"}")
                                .statusCode())
                        .as(image)
                        .isIn(400, 403);
            }
        }
    }

    @Test
    void withoutTheSecretItDoesNotStart() {
        try (HardenedContainer server = HardenedContainer.start(docker, "bare", IMAGE, settings("bare"))) {
            assertThat(server.awaitEnd(LONGEST)).isNotZero();
            assertThat(server.logs()).contains("/run/secrets/plimsoll-token");
        }
    }
}
