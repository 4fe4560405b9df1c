package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.LoopbackServer;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.SharedFiles;
import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process: signals, crashes and clients that keep to no rule. */
@Timeout(180)
class ServeTest {
    private static final Pattern CURL = Pattern.compile("```sh\n(curl .*?)```", Pattern.DOTALL);
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{32})\"");
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path directory;

    private String image() {
        TinyImage tiny = new TinyImage()
                .layer(
                        new TinyTar()
                                .file("etc/os-release", "ID=debian\nVERSION_ID=12\nVERSION_CODENAME=bookworm\n")
                                .file(
                                        "var/lib/dpkg/status",
                                        "Package: zlib1g\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1:1.2.13\n\n"));
        return "oci-dir://" + TinyImage.writeDirectory(tiny.ociFiles(TinyImage.GZIP), directory.resolve("images/app"));
    }

    private ServeProcess serve(String... more) throws IOException {
        Path images = Files.createDirectories(directory.resolve("images"));
        List<String> options = new ArrayList<>(List.of("--allow-files", images.toString()));
        options.addAll(List.of(more));
        return ServeProcess.start(directory, options.toArray(String[]::new));
    }

    @Test
    void itStartsScansAndEndsWithZeroWhenTold() throws Exception {
        String image = image();
        try (ServeProcess server = serve()) {
            String token = server.token();

            assertThat(token).isNotEmpty();
            assertThat(server.get("/healthz", "").body()).contains("\"status\":\"ok\"");
            assertThat(server.get("/api/v1/images", "").statusCode()).isEqualTo(401);
            String done = server.ended(server.taken(image, token), token);
            assertThat(done)
                    .contains("\"state\":\"done\"")
                    .contains("\"kind\": \"plimsoll-security-report\"")
                    .contains("zlib1g");
            assertThat(ServeProcess.run(directory, "serve", "--check", "--port", String.valueOf(server.port())))
                    .isEqualTo(new ServeProcess.CliRunResult(ExitCode.DONE, ""));

            assertThat(server.terminate()).isZero();

            assertThat(server.log()).contains("GET /healthz 200").doesNotContain(token);
            try (Stream<Path> files = Files.walk(directory)) {
                assertThat(files.filter(Files::isRegularFile)).noneMatch(file -> holds(file, token));
            }
        }
    }

    private static boolean holds(Path file, String text) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A registry that takes its time until it is told to answer, and then has nothing. */
    private static final class SlowRegistry implements AutoCloseable {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);
        private final LoopbackServer server = LoopbackServer.start().on("/v2/", (exchange, request) -> {
            asked.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(404, -1);
        });

        @Override
        public void close() {
            go.countDown();
            server.close();
        }
    }

    @Test
    void afterAKillNothingIsLeftRunningAndTheNextStartGoesOn() throws Exception {
        String image = image();
        Path token = Files.writeString(directory.resolve("token"), TOKEN + "\n");
        try (SlowRegistry registry = new SlowRegistry()) {
            String[] options = {"--token-file", token.toString(), "--allow-registry", registry.server.authority()};
            String done;
            String running;
            String waiting;
            try (ServeProcess server = serve(options)) {
                assertThat(server.token()).isEmpty();
                done = server.taken(image, TOKEN);
                assertThat(server.ended(done, TOKEN)).contains("\"state\":\"done\"");
                running = server.taken("registry://" + registry.server.authority() + "/app", TOKEN);
                waiting = server.taken(image, TOKEN);
                registry.asked.await();
                assertThat(server.get(running, TOKEN).body()).contains("\"state\":\"running\"");
                server.kill();
            }
            try (ServeProcess server = serve(options)) {
                assertThat(server.get(done, TOKEN).body()).contains("\"state\":\"done\"", "zlib1g");
                assertThat(server.get(running, TOKEN).body())
                        .contains("\"state\":\"failed\"", "the server ended while it scanned this");
                assertThat(server.ended(waiting, TOKEN)).contains("\"state\":\"done\"");
                assertThat(server.terminate()).isZero();
            }
        }
    }

    @Test
    void toldToEndInTheMiddleOfAScanItEndsWithZeroAndScansItAtTheNextStart() throws Exception {
        Path token = Files.writeString(directory.resolve("token"), TOKEN + "\n");
        try (SlowRegistry registry = new SlowRegistry()) {
            String[] options = {"--token-file", token.toString(), "--allow-registry", registry.server.authority()};
            String running;
            try (ServeProcess server = serve(options)) {
                running = server.taken("registry://" + registry.server.authority() + "/app", TOKEN);
                registry.asked.await();
                long start = System.nanoTime();

                assertThat(server.terminate()).as(server.log()).isZero();

                // Engines kill after ten.
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
            }
            registry.go.countDown();
            try (ServeProcess server = serve(options)) {
                assertThat(server.ended(running, TOKEN)).contains("\"state\":\"failed\"", "IMAGE_NOT_FOUND");
            }
        }
    }

    @Test
    void requestsThatNeverEndAreCutOffAndHoldNobodyUp() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (ServeProcess server = serve()) {
            String headers = "Authorization: Bearer " + server.token() + "\r\nContent-Type: application/json\r\n";
            for (int i = 0; i < 10; i++) {
                slow.add(send(server, "GET /healthz HTTP/1.1\r\nHost:"));
                slow.add(send(
                        server,
                        "POST /api/v1/scans HTTP/1.1\r\nHost: x\r\n" + headers
                                + "Content-Length: 100\r\n\r\n{\"image\":"));
            }
            long start = System.nanoTime();

            assertThat(server.get("/healthz", "").statusCode()).isEqualTo(200);
            for (Socket each : slow) {
                assertThat(ends(each)).isTrue();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
            assertThat(server.get("/healthz", "").statusCode()).isEqualTo(200);
        } finally {
            for (Socket each : slow) {
                each.close();
            }
        }
    }

    @Test
    void moreClientsThanThereAreThreadsDoNotEndIt() throws Exception {
        List<Socket> many = new ArrayList<>();
        try (ServeProcess server = serve()) {
            for (int i = 0; i < 300; i++) {
                many.add(send(server, "GET /healthz HTTP/1.1\r\n"));
            }
            for (Socket each : many) {
                each.close();
            }

            assertThat(isHealthySoon(server)).isTrue();
        }
    }

    /** While it has more connections than it takes, it ends the newest. */
    private static boolean isHealthySoon(ServeProcess server) throws Exception {
        for (int i = 0; i < 100; i++) {
            try {
                return server.get("/healthz", "").statusCode() == 200;
            } catch (IOException e) {
                Thread.sleep(200);
            }
        }
        return false;
    }

    private static Socket send(ServeProcess server, String text) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static boolean ends(Socket socket) {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            // Reset: it ended too.
            return true;
        }
    }

    @Test
    @RequiresCommand({"curl", "sh"})
    void theCommandsOfTheDocumentationWork() throws Exception {
        image();
        String document = Files.readString(SharedFiles.checkout().resolve("docs/server.md"));
        Matcher api = CURL.matcher(document);
        assertThat(api.find()).isTrue();
        try (ServeProcess server = serve()) {
            String script = "set -e\n"
                    + api.group(1)
                            .replace("curl ", "curl -sS --noproxy '*' --fail-with-body ")
                            .replace("127.0.0.1:8080", "127.0.0.1:" + server.port())
                            .replace("/srv/images", directory.resolve("images").toString())
                            .replace("$TOKEN", server.token());
            int status = script.indexOf("/api/v1/scans/ID");
            assertThat(status).isPositive();
            String asked = Command.run("sh", "-c", script.substring(0, script.lastIndexOf("curl", status)));
            Matcher id = ID.matcher(asked);
            assertThat(id.find()).as(asked).isTrue();
            server.ended("/api/v1/scans/" + id.group(1), server.token());
            String read = Command.run(
                    "sh",
                    "-c",
                    script.substring(script.lastIndexOf("curl", status)).replace("/ID", "/" + id.group(1)));

            assertThat(asked).contains("\"status\":\"ok\"", "202 Accepted");
            assertThat(read).contains("\"state\":\"done\"", "zlib1g", "\"images\":[{");
        }
    }

    @Test
    void oneServerForAState() throws Exception {
        try (ServeProcess server = serve()) {
            ServeProcess.CliRunResult second = ServeProcess.run(directory, "serve", "--port", "0");

            assertThat(second.code()).isEqualTo(ExitCode.FAILED);
            assertThat(second.said()).contains("another server is using").contains("XDG_DATA_HOME");
            assertThat(server.get("/healthz", "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPortThatIsTakenIsNamedAndNoTokenIsShownForNothing() throws Exception {
        try (ServeProcess server = serve()) {
            Path other = Files.createDirectories(directory.resolve("other"));
            String port = String.valueOf(server.port());
            ServeProcess.CliRunResult second = ServeProcess.run(other, "serve", "--port", port);

            assertThat(second.code()).isEqualTo(ExitCode.FAILED);
            assertThat(second.said())
                    .contains("port " + port)
                    .contains("--port")
                    .doesNotContain("token");
        }
    }

    @Test
    void checkSaysWhyItIsNotHealthy() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (LoopbackServer failing =
                LoopbackServer.start().on("/healthz", (exchange, request) -> exchange.sendResponseHeaders(503, -1))) {
            for (int port : List.of(free, failing.port())) {
                List<List<String>> spellings = List.of(
                        List.of("serve", "--check", "--port", String.valueOf(port)),
                        List.of("serve", "--port=" + port, "--check", "--address", "0.0.0.0"));
                for (List<String> each : spellings) {
                    ServeProcess.CliRunResult check = ServeProcess.run(directory, each.toArray(String[]::new));

                    assertThat(check.code()).isEqualTo(ExitCode.FAILED);
                    assertThat(check.said())
                            .startsWith("plimsoll: not healthy: 127.0.0.1 port " + port + ": ")
                            .containsPattern("503 |refused");
                }
            }
        }
    }

    @Test
    void theUsualCheckLoadsNeitherTheCommandLineNorTheHttpClient() throws Exception {
        try (ServeProcess server = serve()) {
            String loaded =
                    ServeProcess.classesOf(directory, "serve", "--check", "--port", String.valueOf(server.port()));

            assertThat(loaded).contains("dev.plimsoll.cli.ServerCheck").doesNotContain("picocli", "java.net.http");
        }
    }

    @Test
    void anotherAddressThanLoopbackWantsAProxyThatDoesTls() throws Exception {
        for (String address : List.of("0.0.0.0", "::", "192.0.2.1")) {
            ServeProcess.CliRunResult run = ServeProcess.run(directory, "serve", "--port", "0", "--address", address);

            assertThat(run.code()).isEqualTo(ExitCode.FAILED);
            assertThat(run.said()).contains("--behind-proxy").contains("127.0.0.1");
        }
        assertThat(directory.resolve(".local")).doesNotExist();
    }

    @Test
    void behindAProxyItListensEverywhereAndLogsWhomTheProxyNames() throws Exception {
        try (ServeProcess server = serve("--behind-proxy", "--address", "0.0.0.0")) {
            try (Socket socket = send(
                    server,
                    "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Forwarded-For: 6.6.6.6, 192.0.2.7\r\n\r\n")) {
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 200");
            }
            assertThat(server.terminate()).isZero();

            assertThat(server.log()).contains(" 192.0.2.7 GET /healthz 200 ").doesNotContain("6.6.6.6");
        }
    }
}
