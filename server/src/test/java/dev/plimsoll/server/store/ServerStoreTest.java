package dev.plimsoll.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ImageSummary.Counts;
import dev.plimsoll.report.document.ImageSummary.CoverageCounts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server remembers. */
class ServerStoreTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    private Path directory;

    private static ImageSummary summary() {
        return new ImageSummary(
                "archive:///app.tar",
                "",
                "app",
                "sha256:abc",
                "linux/amd64",
                "archive",
                "",
                "",
                NOW,
                Optional.empty(),
                "fail",
                new Counts(1, 2, 3, 4, 5, 6, 7),
                new CoverageCounts(8, 9, 10, 11, 12, 13, 14, 15, 16, true),
                "words",
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nobodyElseCanReadIt() throws Exception {
        Path state = directory.resolve("a/state");
        try (ServerStore store = ServerStore.open(state)) {
            store.scans().add("x", "archive:///app.tar", NOW, 1);
            assertThat(mode(state)).isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(state)) {
                assertThat(files.toList())
                        .hasSizeGreaterThanOrEqualTo(3)
                        .allMatch(file -> mode(file).equals("rw-------"));
            }
        }
    }

    @Test
    void rightsOfOthersAreTakenAway() throws Exception {
        ServerStore.open(directory).close();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(directory.resolve("server.db"), PosixFilePermissions.fromString("rw-r--r--"));

        ServerStore.open(directory).close();

        assertThat(mode(directory)).isEqualTo("rwx------");
        assertThat(mode(directory.resolve("server.db"))).isEqualTo("rw-------");
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void oneServerAtATime() {
        try (ServerStore store = ServerStore.open(directory)) {
            unusable("another server is using");
            assertThatCode(store::check).doesNotThrowAnyException();
        }
        ServerStore.open(directory).close();
    }

    @Test
    void aNewerVersionIsLeftAlone() throws Exception {
        ServerStore.open(directory).close();
        execute("PRAGMA user_version = 99");

        unusable("made by a newer plimsoll");
    }

    @Test
    void aDamagedFileIsNamed() throws Exception {
        Files.writeString(directory.resolve("server.db"), "no database at all, whatever its name says".repeat(100));

        unusable("server.db can't be used");
    }

    private void unusable(String message) {
        assertThatThrownBy(() -> ServerStore.open(directory))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNUSABLE))
                .hasMessageContaining(message);
    }

    @Test
    void aFileThatIsGoneIsNotHealthy() throws Exception {
        try (ServerStore store = ServerStore.open(directory)) {
            store.check();
            Files.delete(directory.resolve("server.db"));

            assertThatThrownBy(store::check).hasMessageContaining("is gone");
        }
    }

    @Test
    void aResultOfManyPartsComesBackAsItWas() throws Exception {
        byte[] result = new byte[3_000_001];
        new Random(7).nextBytes(result);
        try (ServerStore store = ServerStore.open(directory)) {
            Scans scans = store.scans();
            scans.add("x", "archive:///app.tar", NOW, 1);
            scans.done(scans.next(NOW).orElseThrow(), NOW, summary(), new ByteArrayInputStream(result));

            ScanRow done = scans.byId("x").orElseThrow();
            assertThat(done.state()).isEqualTo(ScanState.DONE);
            assertThat(done.resultBytes()).isEqualTo(result.length);
            try (InputStream in = scans.result(done)) {
                assertThat(in).hasBinaryContent(result);
            }
        }
    }

    @Test
    void aResultThatBreaksOffLeavesNothing() {
        byte[] much = new byte[1_000_000];
        new Random(7).nextBytes(much);
        InputStream broken = BoundedInput.of(new ByteArrayInputStream(much), 900_000, "what is broken");
        try (ServerStore store = ServerStore.open(directory)) {
            Scans scans = store.scans();
            scans.add("x", "archive:///app.tar", NOW, 1);
            ScanRow running = scans.next(NOW).orElseThrow();

            assertThatThrownBy(() -> scans.done(running, NOW, summary(), broken))
                    .hasMessageContaining("broken");

            assertThat(scans.byId("x").orElseThrow().state()).isEqualTo(ScanState.RUNNING);
            scans.done(running, NOW, summary(), text("{}"));
            assertThat(scans.byId("x").orElseThrow().resultBytes()).isEqualTo(2);
        }
    }

    @Test
    void numbersAreKeptAsTheyWere() {
        try (ServerStore store = ServerStore.open(directory)) {
            Scans scans = store.scans();
            scans.add("x", "archive:///app.tar", NOW, 1);
            scans.done(scans.next(NOW).orElseThrow(), NOW, summary(), text("{}"));

            ImageRow row = scans.images("", 10).get(0);

            assertThat(row.counts()).isEqualTo(summary().counts());
            assertThat(row.coverage()).isEqualTo(summary().coverage());
            assertThat(row.verdict()).isEqualTo("fail");
            assertThat(row.digest()).isEqualTo("sha256:abc");
        }
    }

    @Test
    void aScanThatHasEndedDoesNotEndAgain() {
        try (ServerStore store = ServerStore.open(directory)) {
            Scans scans = store.scans();
            scans.add("x", "archive:///app.tar", NOW, 1);
            ScanRow running = scans.next(NOW).orElseThrow();
            scans.done(running, NOW, summary(), text("{}"));

            scans.failed(running, NOW, new ScanError("INTERNAL", "late"));
            scans.putBack(running);

            assertThat(scans.byId("x").orElseThrow().state()).isEqualTo(ScanState.DONE);
        }
    }

    @Test
    void severalThreadsTakeEachScanOnceAndTheLimitHolds() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (ServerStore store = ServerStore.open(directory)) {
            Scans scans = store.scans();
            List<Callable<Optional<ScanRow>>> adding = IntStream.range(0, 100)
                    .<Callable<Optional<ScanRow>>>mapToObj(
                            i -> () -> scans.add("id" + i, "archive:///app.tar", NOW, 60))
                    .toList();
            List<Callable<Optional<ScanRow>>> taking = IntStream.range(0, 100)
                    .<Callable<Optional<ScanRow>>>mapToObj(i -> () -> scans.next(NOW))
                    .toList();

            assertThat(present(threads.invokeAll(adding))).hasSize(60);
            assertThat(present(threads.invokeAll(taking))).hasSize(60).doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> present(List<Future<Optional<ScanRow>>> all) throws Exception {
        List<String> ids = new ArrayList<>();
        for (Future<Optional<ScanRow>> each : all) {
            each.get().map(ScanRow::id).ifPresent(ids::add);
        }
        return ids;
    }

    @Test
    void anotherProgramThatWritesIsWaitedForAndOneThatReadsIsNot() throws Exception {
        try (ServerStore store = ServerStore.open(directory);
                Connection other = connection();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            store.check();
            Thread end = new Thread(() -> {
                try {
                    Thread.sleep(300);
                    statement.execute("COMMIT");
                } catch (InterruptedException | SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            end.start();

            assertThat(store.scans().add("x", "archive:///app.tar", NOW, 1)).isPresent();
            end.join();
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("server.db"));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
