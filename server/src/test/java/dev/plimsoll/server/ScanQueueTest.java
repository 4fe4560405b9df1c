package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.server.store.ScanState;
import dev.plimsoll.server.store.ServerStore;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scans wait for each other, and for the next start. */
@Timeout(120)
class ScanQueueTest {
    @TempDir
    private Path directory;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    private Allowed files() {
        return Allowed.of(List.of(), List.of(directory), false);
    }

    /** Waits to be told, as a scan that takes long. */
    private ImageScan waiting() {
        ImageScan real = RunningServer.offline(directory);
        return (image, master) -> {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            begun.countDown();
            try {
                go.await();
                real.scan(image, master);
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            } finally {
                atOnce.decrementAndGet();
            }
        };
    }

    @Test
    void whatIsTooMuchIsToldToComeBack() throws Exception {
        String image = RunningServer.layout(directory.resolve("app"));
        try (RunningServer server = RunningServer.start(directory, files(), waiting(), 2)) {
            String first = server.ask(image).headers().firstValue("Location").orElseThrow();
            begun.await();
            String second = server.ask(image).headers().firstValue("Location").orElseThrow();
            String third = server.ask(image).headers().firstValue("Location").orElseThrow();
            HttpResponse<String> fourth = server.ask(image);

            assertThat(state(server, first)).isEqualTo("running");
            assertThat(state(server, second)).isEqualTo("queued");
            assertThat(fourth.statusCode()).isEqualTo(429);
            assertThat(fourth.headers().firstValue("Retry-After")).hasValue("30");
            assertThat(RunningServer.json(fourth).path("detail").asText()).contains("2 scans are waiting");
            assertThat(server.get("/healthz").body()).contains("\"queued\":2");

            go.countDown();
            for (String each : List.of(first, second, third)) {
                assertThat(server.ended(each).path("state").asText()).isEqualTo("done");
            }
            assertThat(mostAtOnce).hasValue(1);
            assertThat(server.scanned(image).path("state").asText()).isEqualTo("done");
        }
    }

    @Test
    void manyClientsAtOnceAreAllServedAndScansStayOneAtATime() throws Exception {
        String image = RunningServer.layout(directory.resolve("app"));
        go.countDown();
        ExecutorService clients = Executors.newFixedThreadPool(16);
        try (RunningServer server = RunningServer.start(directory, files(), waiting(), 1000)) {
            List<Callable<JsonNode>> all = new ArrayList<>();
            for (int i = 0; i < 48; i++) {
                all.add(() -> {
                    String location =
                            server.ask(image).headers().firstValue("Location").orElseThrow();
                    server.get("/api/v1/images");
                    return server.ended(location);
                });
            }
            List<String> ids = new ArrayList<>();
            for (Future<JsonNode> each : clients.invokeAll(all)) {
                assertThat(each.get().path("state").asText()).isEqualTo("done");
                assertThat(each.get().path("result").path("images")).hasSize(1);
                ids.add(each.get().path("id").asText());
            }

            assertThat(ids).doesNotHaveDuplicates().hasSize(48);
            assertThat(mostAtOnce).hasValue(1);
            assertThat(server.log).noneMatch(line -> line.contains(" 500 ") || line.contains(" 503 "));
        } finally {
            clients.shutdownNow();
            assertThat(clients.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aScanThatDoesNotEndInTimeWaitsForTheNextStart() throws Exception {
        String image = RunningServer.layout(directory.resolve("app"));
        String token;
        List<String> asked = new ArrayList<>();
        try (RunningServer server = RunningServer.start(directory, files(), waiting(), 3)) {
            token = server.token();
            for (int i = 0; i < 2; i++) {
                asked.add(server.ask(image).headers().firstValue("Location").orElseThrow());
            }
            begun.await();
        }
        try (ServerStore store = ServerStore.open(directory.resolve("state"))) {
            assertThat(store.scans().count(ScanState.QUEUED)).isEqualTo(2);
            assertThat(store.scans().count(ScanState.RUNNING)).isZero();
        }
        go.countDown();
        try (RunningServer server =
                RunningServer.start(directory, files(), waiting(), 3).as(token)) {
            for (String each : asked) {
                assertThat(server.ended(each).path("state").asText()).isEqualTo("done");
            }
        }
    }

    @Test
    void whatACrashLeftRunningHasFailedAndWhatWaitedIsScanned() throws Exception {
        String image = RunningServer.layout(directory.resolve("app"));
        try (ServerStore store = ServerStore.open(directory.resolve("state"))) {
            Instant now = Instant.parse("2026-01-02T03:04:05Z");
            store.scans().add("first", image, now, 10);
            store.scans().add("second", image, now, 10);
            store.scans().next(now);
        }
        try (RunningServer server = RunningServer.start(directory, files())) {
            JsonNode first = server.ended("/api/v1/scans/first");
            JsonNode second = server.ended("/api/v1/scans/second");

            assertThat(first.path("state").asText()).isEqualTo("failed");
            assertThat(first.path("error").path("message").asText()).contains("the server ended while it scanned this");
            assertThat(first.path("ended").asText()).isNotEmpty();
            assertThat(second.path("state").asText()).isEqualTo("done");
        }
    }

    @Test
    void aStateThatCanNotBeWrittenForAWhileLeavesNothingRunning() throws Exception {
        String image = RunningServer.layout(directory.resolve("app"));
        try (RunningServer server = RunningServer.start(directory, files(), waiting(), 3);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("state/server.db"));
                Statement statement = other.createStatement()) {
            String scan = server.ask(image).headers().firstValue("Location").orElseThrow();
            begun.await();
            statement.execute("BEGIN IMMEDIATE");
            go.countDown();
            // The result, then that there is none: each waits for five seconds.
            while (server.log.stream().noneMatch(line -> line.contains("scans wait, as the server's state"))) {
                Thread.sleep(100);
            }
            assertThat(server.ask(image).statusCode()).isEqualTo(503);
            assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
            statement.execute("COMMIT");

            JsonNode failed = server.ended(scan);
            assertThat(failed.path("error").path("code").asText()).isEqualTo("STORE_UNUSABLE");
            assertThat(server.scanned(image).path("state").asText()).isEqualTo("done");
        }
    }

    @Test
    void whatAKilledServerLeftOfTemporaryFilesIsDeletedAndOfOthersIsNot() throws Exception {
        Path left = Files.createDirectories(directory.resolve("state/tmp/plimsoll-1/deep"));
        Path other = Files.createDirectories(directory.resolve("other"));
        Files.writeString(left.resolve("layer"), "much");
        Files.writeString(other.resolve("file"), "kept");
        Files.createSymbolicLink(left.resolve("link"), other);
        String image = RunningServer.layout(directory.resolve("app"));
        try (RunningServer server = RunningServer.start(directory, files())) {
            assertThat(directory.resolve("state/tmp")).doesNotExist();
            assertThat(other.resolve("file")).exists();

            server.scanned(image);

            assertThat(directory.resolve("state/tmp")).isEmptyDirectory();
        }
    }

    @Test
    void whatIsNoLongerAllowedWhenItsTurnComesIsNotScanned() throws Exception {
        String image = RunningServer.layout(directory.resolve("app"));
        try (ServerStore store = ServerStore.open(directory.resolve("state"))) {
            store.scans().add("first", image, Instant.parse("2026-01-02T03:04:05Z"), 10);
        }
        try (RunningServer server = RunningServer.start(directory, Allowed.NOTHING)) {
            JsonNode first = server.ended("/api/v1/scans/first");

            assertThat(first.path("state").asText()).isEqualTo("failed");
            assertThat(first.path("error").path("message").asText()).contains("--allow-files");
        }
    }

    private static String state(RunningServer server, String location) throws Exception {
        return RunningServer.json(server.get(location)).path("state").asText();
    }
}
