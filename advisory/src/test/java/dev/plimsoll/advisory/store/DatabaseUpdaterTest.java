package dev.plimsoll.advisory.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.Feed;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.testkit.LoopbackServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseUpdaterTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path temp;

    private Path root() {
        return temp.resolve("db");
    }

    private Path mirror() {
        return temp.resolve("mirror");
    }

    private void put(String path, String content) throws IOException {
        Path file = mirror().resolve(path);
        Files.createDirectories(file.resolveSibling("x").getParent());
        Files.writeString(file, content);
    }

    private DatabaseUpdater updater(Instant now) {
        return new DatabaseUpdater(root(), FakeEcosystem::byId, Clock.fixed(now, ZoneOffset.UTC));
    }

    private UpdateReport update(Feed... feeds) {
        return updater(NOON)
                .update(new FeedOrigin.Directory(mirror()), List.of(feeds), HttpFetcher.offline(), Progress.NONE);
    }

    private AdvisoryStore open() {
        return AdvisoryStore.open(root(), FakeEcosystem::byId);
    }

    private List<String> known(AdvisoryStore store, String source) {
        return store
                .lookUp(List.of(FakeEcosystem.component("deb12", source, source, "1")), Optional.empty())
                .get(0)
                .advisories()
                .stream()
                .map(Advisory::id)
                .toList();
    }

    private List<String> known(String source) {
        try (AdvisoryStore store = open()) {
            return known(store, source);
        }
    }

    private static List<UpdateReport.Kind> kinds(UpdateReport report) {
        return report.feeds().stream().map(UpdateReport.Outcome::kind).toList();
    }

    @Test
    void readsOnlyWhatHasChanged() throws IOException {
        TestFeed a = TestFeed.of("a");
        TestFeed b = TestFeed.of("b");
        put("a/rows.txt", "Debian:12|bash|CVE-1|2\n");
        put("b/rows.txt", "Debian:12|zlib|CVE-2|2\n");

        assertThat(kinds(update(a, b))).containsExactly(UpdateReport.Kind.UPDATED, UpdateReport.Kind.UPDATED);
        byte[] catalogue = Files.readAllBytes(root().resolve("catalogue"));
        assertThat(kinds(update(a, b))).containsExactly(UpdateReport.Kind.UNCHANGED, UpdateReport.Kind.UNCHANGED);
        assertThat(Files.readAllBytes(root().resolve("catalogue"))).isEqualTo(catalogue);

        put("b/rows.txt", "Debian:12|zlib|CVE-3|2\n");
        assertThat(kinds(update(a, b))).containsExactly(UpdateReport.Kind.UNCHANGED, UpdateReport.Kind.UPDATED);
        assertThat(a.parsed).isEqualTo(1);
        assertThat(b.parsed).isEqualTo(2);
        assertThat(known("bash")).containsExactly("CVE-1");
        assertThat(known("zlib")).containsExactly("CVE-3");
        assertThat(databases()).as("what was replaced is gone").hasSize(2);
    }

    private List<Path> databases() throws IOException {
        try (Stream<Path> files = Files.list(root().resolve("feeds"))) {
            return files.toList();
        }
    }

    @Test
    void aFeedThatFailsKeepsItsFormerRowsAndStopsNobody() throws IOException {
        put("a/rows.txt", "Debian:12|bash|CVE-1|2\n");
        put("b/rows.txt", "Debian:12|zlib|CVE-2|2\n");
        update(TestFeed.of("a"), TestFeed.of("b"));

        put("a/rows.txt", "Debian:12|bash|CVE-9|2\nburst\n");
        put("b/rows.txt", "Debian:12|zlib|CVE-3|2\n");
        UpdateReport report = update(TestFeed.of("a"), TestFeed.of("b"));

        assertThat(kinds(report)).containsExactly(UpdateReport.Kind.FAILED, UpdateReport.Kind.UPDATED);
        assertThat(report.isComplete()).isFalse();
        assertThat(report.feeds().get(0).message()).contains("burst");
        assertThat(known("bash")).containsExactly("CVE-1");
        assertThat(known("zlib")).containsExactly("CVE-3");
    }

    @Test
    void aFileOfNothingButBadRecordsDoesNotReplaceGoodOnes() throws IOException {
        put("a/rows.txt", "Debian:12|bash|CVE-1|2\n");
        update(TestFeed.of("a"));

        put("a/rows.txt", "bad\nbad\n");

        assertThat(kinds(update(TestFeed.of("a")))).containsExactly(UpdateReport.Kind.FAILED);
        assertThat(known("bash")).containsExactly("CVE-1");
    }

    @Test
    void whatAMirrorDoesNotHaveStaysAsItWas() throws IOException {
        put("a/rows.txt", "Debian:12|bash|CVE-1|2\n");
        update(TestFeed.of("a"));
        Files.delete(mirror().resolve("a/rows.txt"));

        assertThat(kinds(update(TestFeed.of("a"), TestFeed.of("b"))))
                .containsExactly(UpdateReport.Kind.ABSENT, UpdateReport.Kind.ABSENT);
        assertThat(known("bash")).containsExactly("CVE-1");
    }

    @Test
    void aReaderSeesTheStoreThatItOpened() throws IOException {
        put("a/rows.txt", "Debian:12|bash|CVE-1|2\n");
        update(TestFeed.of("a"));

        try (AdvisoryStore before = open()) {
            put("a/rows.txt", "Debian:12|bash|CVE-2|2\n");
            update(TestFeed.of("a"));
            put("a/rows.txt", "Debian:12|bash|CVE-3|2\n");
            update(TestFeed.of("a"));

            assertThat(known(before, "bash")).containsExactly("CVE-1");
            assertThat(known("bash")).containsExactly("CVE-3");
        }
    }

    @Test
    void namesTheProcessThatIsAtIt() throws IOException {
        StoreDirectory directory = new StoreDirectory(root());
        directory.create();
        try (StoreLock held = StoreLock.take(directory)) {
            assertThatThrownBy(() -> update(TestFeed.of("a"))).isInstanceOfSatisfying(PlimsollException.class, e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNUSABLE);
                assertThat(e)
                        .hasMessageContaining(
                                "process " + ProcessHandle.current().pid());
            });
        }
    }

    @Test
    void aKilledUpdateLeavesTheOldStoreAndTheNextOneCleansUp() throws Exception {
        put("a/rows.txt", "Debian:12|bash|CVE-1|2\n");
        put("b/rows.txt", "Debian:12|zlib|CVE-2|2\n");
        update(TestFeed.of("a"), TestFeed.of("b"));
        put("a/rows.txt", "Debian:12|bash|CVE-8|2\n");
        put("b/rows.txt", "Debian:12|zlib|CVE-9|2\nwait\n");

        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        UpdateUntilKilled.class.getName(),
                        root().toString(),
                        mirror().toString())
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("child.log").toFile())
                .start();
        try {
            // The first feed's new rows are there, the second feed's are being made.
            for (int i = 0;
                    i < 600 && !Files.exists(root().resolve("new/rows"))
                            || databases().size() < 3;
                    i++) {
                assertThat(child.isAlive())
                        .as(Files.readString(temp.resolve("child.log")))
                        .isTrue();
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThatThrownBy(() -> update(TestFeed.of("a"))).hasMessageContaining("process " + child.pid());
        } finally {
            child.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
        assertThat(databases()).hasSize(3);
        assertThat(known("bash")).containsExactly("CVE-1");
        assertThat(known("zlib")).containsExactly("CVE-2");

        put("b/rows.txt", "Debian:12|zlib|CVE-9|2\n");
        update(TestFeed.of("a"), TestFeed.of("b"));
        assertThat(known("bash")).containsExactly("CVE-8");
        assertThat(known("zlib")).containsExactly("CVE-9");
        assertThat(databases()).hasSize(2);
        try (Stream<Path> leavings = Files.list(root().resolve("new"))) {
            assertThat(leavings).isEmpty();
        }
    }

    @Test
    void aPublisherConfirmsWhatHasNotChanged() throws IOException {
        put("rows.txt", "Debian:12|bash|CVE-1|2\n");
        try (LoopbackServer server = LoopbackServer.serving(mirror());
                HttpFetcher fetcher = HttpFetcher.online(Map.of())) {
            TestFeed feed = new TestFeed("a", server.uri("/"), "rows.txt");
            FeedOrigin publishers = new FeedOrigin.Publishers();
            updater(NOON).update(publishers, List.of(feed), fetcher, Progress.NONE);

            Instant later = NOON.plus(Duration.ofHours(5));
            UpdateReport second = updater(later).update(publishers, List.of(feed), fetcher, Progress.NONE);

            assertThat(kinds(second)).containsExactly(UpdateReport.Kind.UNCHANGED);
            assertThat(feed.parsed).isEqualTo(1);
            assertThat(server.requests("/rows.txt").get(1).header("If-None-Match"))
                    .isNotBlank();
            FeedStatus status = updater(later).status().get(0);
            assertThat(status.confirmed()).contains(later);
            assertThat(status.age(Clock.fixed(later.plusSeconds(60), ZoneOffset.UTC)))
                    .contains(Duration.ofSeconds(60));
        }
    }

    @Test
    void aWebMirrorConfirmsNothingItself() throws IOException {
        put("a/rows.txt", "Debian:12|bash|CVE-1|2\n");
        Instant stated = Instant.parse("2026-01-02T03:04:05Z");
        Files.setLastModifiedTime(mirror().resolve("a/rows.txt"), java.nio.file.attribute.FileTime.from(stated));
        try (LoopbackServer server = LoopbackServer.serving(mirror());
                HttpFetcher fetcher = HttpFetcher.online(Map.of())) {
            FeedOrigin web = FeedOrigin.mirror(server.uri("/").toString());
            updater(NOON).update(web, List.of(TestFeed.of("a"), TestFeed.of("b")), fetcher, Progress.NONE);
            UpdateReport second = updater(NOON).update(web, List.of(TestFeed.of("a")), fetcher, Progress.NONE);

            assertThat(kinds(second)).containsExactly(UpdateReport.Kind.UNCHANGED);
            assertThat(updater(NOON).status())
                    .singleElement()
                    .satisfies(status -> assertThat(status.confirmed()).contains(stated));
        }
    }

    @Test
    void aFeedOfSeveralFilesIsReadAsAWholeWhenOneChanges() throws IOException {
        put("one.txt", "Debian:12|bash|CVE-1|2\n");
        put("two.txt", "Debian:12|zlib|CVE-2|2\n");
        try (LoopbackServer server = LoopbackServer.serving(mirror());
                HttpFetcher fetcher = HttpFetcher.online(Map.of())) {
            TestFeed feed = new TestFeed("a", server.uri("/"), "one.txt", "two.txt", "three.txt");
            FeedOrigin publishers = new FeedOrigin.Publishers();
            updater(NOON).update(publishers, List.of(feed), fetcher, Progress.NONE);
            put("two.txt", "Debian:12|zlib|CVE-3 and more|2\n");
            updater(NOON).update(publishers, List.of(feed), fetcher, Progress.NONE);

            assertThat(known("bash")).containsExactly("CVE-1");
            assertThat(known("zlib")).containsExactly("CVE-3 and more");
            assertThat(feed.parsed).isEqualTo(4);
        }
    }

    @Test
    void offlineNothingIsFetchedAndTheStoreStays() throws IOException {
        put("a/rows.txt", "Debian:12|bash|CVE-1|2\n");
        update(TestFeed.of("a"));

        UpdateReport report = updater(NOON)
                .update(new FeedOrigin.Publishers(), List.of(TestFeed.of("a")), HttpFetcher.offline(), Progress.NONE);

        assertThat(kinds(report)).containsExactly(UpdateReport.Kind.FAILED);
        assertThat(known("bash")).containsExactly("CVE-1");
    }

    @Test
    void movesTheStoreAsOneFile() throws IOException {
        put("a/rows.txt", "Debian:12|bash|CVE-1|2\n");
        put("b/rows.txt", "Debian:12|zlib|CVE-2|2\n");
        update(TestFeed.of("a"), TestFeed.of("b"));
        Path file = temp.resolve("store.plimsoll");
        updater(NOON).exportTo(file);
        List<FeedStatus> exported = updater(NOON).status();

        DatabaseUpdater other =
                new DatabaseUpdater(temp.resolve("elsewhere"), FakeEcosystem::byId, Clock.fixed(NOON, ZoneOffset.UTC));
        assertThat(other.importFrom(file)).isEqualTo(exported).isEqualTo(other.status());
        try (AdvisoryStore store = AdvisoryStore.open(temp.resolve("elsewhere"), FakeEcosystem::byId)) {
            assertThat(known(store, "bash")).containsExactly("CVE-1");
        }
    }

    @Test
    void refusesAnExportThatIsNotWhole() throws IOException {
        put("a/rows.txt", "Debian:12|bash|CVE-1|2\n");
        update(TestFeed.of("a"));
        Path file = temp.resolve("store.plimsoll");
        updater(NOON).exportTo(file);
        byte[] whole = Files.readAllBytes(file);

        for (int cut : new int[] {0, 5, 80, 120, whole.length / 2, whole.length - 1}) {
            refused(java.util.Arrays.copyOf(whole, cut), "cut at " + cut);
        }
        for (int at : new int[] {0, 30, 95, 200, whole.length - 3}) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            refused(changed, "changed at " + at);
        }
        refused("PLIMSOLL-STORE 2 whatever".getBytes(StandardCharsets.US_ASCII), "another version");
    }

    private void refused(byte[] content, String what) throws IOException {
        Path file = Files.write(temp.resolve("refused"), content);
        assertThatThrownBy(() -> updater(NOON).importFrom(file))
                .as(what)
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNUSABLE));
        assertThat(known("bash")).as("the store after a file that was " + what).containsExactly("CVE-1");
    }
}
