package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as they should not be. */
class RequestTest {
    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private RunningServer server;

    @BeforeEach
    void start() {
        server = RunningServer.start(directory, Allowed.NOTHING);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void healthIsOpenAndSaysLittle() throws Exception {
        HttpResponse<String> answer = server.send(HttpRequest.newBuilder(server.uri("/healthz")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"ok\",\"version\":\"1.2.3\",\"queued\":0}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/images", "/api/v1/scans/x", "/api/v1/nothing"})
    void withoutATokenNothingOfTheApiIsTold(String path) throws Exception {
        HttpResponse<String> answer = server.send(HttpRequest.newBuilder(server.uri(path)));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"plimsoll\"");
        problem(answer, "a token is wanted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Bearer", "Basic YWRtaW46YWRtaW4=", "Bearer TOKENx", "TOKEN"})
    void aWrongTokenIsRefused(String header) throws Exception {
        HttpResponse<String> answer = server.send(HttpRequest.newBuilder(server.uri("/api/v1/images"))
                .header("Authorization", header.replace("TOKEN", server.token())));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("invalid_token");
    }

    @Test
    void theSchemeOfTheTokenIsReadInAnyCase() throws Exception {
        HttpResponse<String> answer = server.send(HttpRequest.newBuilder(server.uri("/api/v1/images"))
                .header("Authorization", "bEARER  " + server.token()));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void twoTokensAreNone() throws Exception {
        HttpResponse<String> answer =
                server.send(server.request("/api/v1/images").header("Authorization", "Bearer another"));

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api", "/healthz/", "/healthz/../api/v1/images", "/%61pi/v1/images"})
    void otherPathsLeadNowhere(String path) throws Exception {
        assertThat(server.send(HttpRequest.newBuilder(server.uri("/").resolve(path)))
                        .statusCode())
                .isIn(401, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/scans/", "/api/v1/scans/../images", "/api/v1/scans/x/y", "/api/v1/scans/%00"})
    void whatIsNoScanIsNotFound(String path) throws Exception {
        problem(server.get(path), "there is no scan of this id");
        assertThat(server.get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | /api/v1/scans | POST",
                "GET | /api/v1/scans | POST",
                "PUT | /api/v1/images | GET, HEAD",
                "POST | /healthz | GET, HEAD",
                "OPTIONS | /api/v1/scans/x | GET, HEAD",
                "TRACE | /healthz | GET, HEAD",
            })
    void otherMethodsAreToldWhichThereAre(String method, String path, String allow) throws Exception {
        HttpResponse<String> answer = server.send(server.request(path).method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue(allow);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/api/v1/images"})
    void aHeadIsAGetWithoutItsBody(String path) throws Exception {
        HttpResponse<String> get = server.get(path);
        HttpResponse<String> head = server.send(server.request(path).method("HEAD", BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length"))
                .isEqualTo(get.headers().firstValue("Content-Length"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | is not valid JSON",
                "`` | is empty",
                "[] | is not a JSON object",
                "{} | at /image: it is missing",
                "{\"image\": 1} | at /image: a text is wanted",
                "{\"image\": null} | at /image: a text is wanted",
                "{\"image\": [\"a\"]} | at /image: a text is wanted",
                "{\"image\": \"a\", \"image\": \"b\"} | at /image: it is there twice",
                "{\"image\": \"a\", \"force\": true} | a member that is not known",
                "{\"image\": \"a\"} {} | goes on after the end",
                "{\"image\": \"nginx\"} | at /image: begin it with registry://",
                "{\"image\": \"fs:///\"} | at /image: begin it with registry://",
                "{\"image\": \"sbom:///a\"} | at /image: begin it with registry://",
                "{\"image\": \"sbom://\"} | at /image: begin it with registry://",
                "{\"image\": \"ftp://a/b\"} | at /image: unknown prefix",
                "{\"image\": \"\"} | at /image: no image is named",
                "{\"image\": \"registry://\"} | at /image: 'registry://' names no image",
                "{\"image\": \"registry://UPPER\"} | lower case",
                "{\"image\": \"archive://a.tar\"} | absolute path",
                "{\"image\": \"archive:///a/../etc\"} | absolute path",
                "{\"image\": \"archive:///a\\u0000\"} | none of them invisible",
                "{\"image\": \"registry://a\\nb\"} | none of them invisible",
                "{\"image\": \"registry://a\\u202eb\"} | none of them invisible",
            })
    void aBodyThatIsWrongIsToldWhere(String body, String detail) throws Exception {
        HttpResponse<String> answer = server.post(body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        problem(answer, detail);
    }

    @Test
    void deepJsonIsRefusedBeforeItIsBuilt() throws Exception {
        HttpResponse<String> answer = server.post("{\"image\":" + "[".repeat(30_000));

        assertThat(answer.statusCode()).isEqualTo(400);
        problem(answer, "");
    }

    @Test
    void aNameHasABound() throws Exception {
        assertThat(server.ask("registry://" + "a".repeat(5000)).statusCode()).isEqualTo(400);
    }

    @Test
    void aBodyOverTheBoundIsRefusedWhetherItSaysItsLengthOrNot() throws Exception {
        String large = "{\"image\": \"" + "a".repeat(Request.BODY_LIMIT) + "\"}";
        HttpRequest.BodyPublisher chunked = BodyPublishers.fromPublisher(BodyPublishers.ofString(large));

        problem(server.post(large), "at most 65536 bytes");
        assertThat(server.post(large).statusCode()).isEqualTo(413);
        assertThat(server.send(server.request("/api/v1/scans")
                                .header("Content-Type", "application/json")
                                .POST(chunked))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void aVeryLargeBodyGetsItsAnswerToo() throws Exception {
        assertThat(server.post("x".repeat(4 << 20)).statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonx", "multipart/form-data"})
    void anotherTypeOfBodyIsRefused(String type) throws Exception {
        HttpResponse<String> answer = server.send(
                server.request("/api/v1/scans").header("Content-Type", type).POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.headers().firstValue("Accept-Post")).hasValue("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "limit=-1",
                "limit=x",
                "limit=",
                "limit=1&limit=1",
                "offset=1",
                "&",
                "after=%zz"
            })
    void aQueryThatIsWrongIsRefused(String query) throws Exception {
        assertThat(raw("GET /api/v1/images?" + query + " HTTP/1.1", "Authorization: Bearer " + server.token()))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void everyAnswerForbidsBrowsersToDoAnythingWithIt() throws Exception {
        for (HttpResponse<String> answer : List.of(server.get("/healthz"), server.get("/"), server.post("{"))) {
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Content-Length: 2\r\nTransfer-Encoding: chunked", "Content-Length: 2\r\nContent-Length: 9"})
    void aBodyOfTwoLengthsIsRefusedAndEndsTheConnection(String headers) throws Exception {
        String answers = raw(
                "POST /api/v1/scans HTTP/1.1",
                "Authorization: Bearer " + server.token() + "\r\nContent-Type: application/json\r\n" + headers);

        assertThat(answers).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void theLogHasALineForEachRequestWithoutTokensAndQueries() throws Exception {
        raw("GET /healthz?token=" + server.token() + " HTTP/1.1", "X: y");
        raw("GET /api/%0d%0aforged HTTP/1.1", "Authorization: Bearer " + server.token());

        // A line is written once its answer is: the client may be quicker.
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (server.log.size() < 2 && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        assertThat(server.log)
                .anyMatch(line -> line.matches("\\S+Z 127\\.0\\.0\\.1 GET /healthz \\d+ \\d+ms"))
                .anyMatch(line -> line.contains("GET /api/%0d%0aforged 404"))
                .noneMatch(line -> line.contains(server.token()))
                .allMatch(line -> line.chars().noneMatch(Character::isISOControl));
    }

    @Test
    void noTokenIsInTheState() throws Exception {
        String held = new String(Files.readAllBytes(directory.resolve("state/server.db")), StandardCharsets.ISO_8859_1);
        Optional<String> log = Optional.of(directory.resolve("state/server.db-wal"))
                .filter(Files::exists)
                .map(RequestTest::text);

        assertThat(held + log.orElse("")).contains("admin").doesNotContain(server.token());
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a client that keeps to no rule is answered, to the end of the connection. */
    private String raw(String line, String headers) throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.uri("/").getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((line + "\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static void problem(HttpResponse<String> answer, String detail) throws Exception {
        JsonNode problem = RunningServer.json(answer);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(problem.path("status").asInt()).isEqualTo(answer.statusCode());
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).contains(detail);
    }
}
