package dev.plimsoll.advisory.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.CollectedRows;
import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.advisory.Defaults;
import dev.plimsoll.advisory.Enrichment;
import dev.plimsoll.advisory.Exploitation;
import dev.plimsoll.advisory.Feed;
import dev.plimsoll.advisory.Knowledge;
import dev.plimsoll.advisory.feed.Feeds;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Progress;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.testkit.RequiresFile;
import dev.plimsoll.testkit.SharedFiles;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The real feeds, whole, in one store. How many records there are is what the data's own description says; how many rows, an independent
 * count of the files.
 */
@RequiresFile("advisories/osv/Go/all.zip")
class RealFeedsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    static Path root;

    private static AdvisoryStore store;

    static List<Feed> everything() {
        Defaults defaults = Defaults.PUBLISHERS.withOsvEcosystems(List.of(
                "AlmaLinux",
                "Alpine",
                "Bitnami",
                "Debian",
                "Go",
                "Hex",
                "Maven",
                "NuGet",
                "Packagist",
                "Pub",
                "PyPI",
                "Rocky Linux",
                "RubyGems",
                "Ubuntu",
                "crates.io",
                "npm"));
        List<Feed> feeds = new ArrayList<>(Feeds.standard(defaults));
        feeds.addAll(Feeds.named(defaults, List.of("wolfi")));
        return feeds;
    }

    @BeforeAll
    static void importEverything() {
        UpdateReport report = update();
        assertThat(report.feeds())
                .allSatisfy(outcome -> assertThat(outcome.kind())
                        .as(outcome.feed() + " " + outcome.message())
                        .isEqualTo(UpdateReport.Kind.UPDATED));
        store = AdvisoryStore.open(root, FakeEcosystem::byId);
    }

    private static UpdateReport update() {
        return new DatabaseUpdater(root, FakeEcosystem::byId, CLOCK)
                .update(
                        new FeedOrigin.Directory(SharedFiles.path("advisories")),
                        everything(),
                        HttpFetcher.offline(),
                        Progress.NONE);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @ParameterizedTest
    @CsvSource({
        // feed, records as described, of them withdrawn, rows
        "debian-tracker, 33259, 0, 50405",
        "osv/AlmaLinux, 5637, 0, 69160",
        "osv/Alpine, 204, 1, 839",
        "osv/Bitnami, 7444, 0, 7444",
        "osv/Debian, 120, 0, 437",
        "osv/Go, 4653, 31, 6786",
        "osv/Hex, 45, 0, 71",
        "osv/Maven, 437, 6, 684",
        "osv/NuGet, 195, 10, 1381",
        "osv/Packagist, 1545, 3, 2085",
        "osv/Pub, 12, 2, 23",
        "osv/PyPI, 2963, 20, 2989",
        "osv/Rocky Linux, 116, 0, 117",
        "osv/RubyGems, 1122, 17, 1232",
        "osv/Ubuntu, 22551, 0, 107294",
        "osv/crates.io, 2287, 43, 2833",
        "osv/npm, 1100, 14, 1229",
        "cisa-kev, 1501, 0, 0",
        "epss, 313089, 0, 0",
        "wolfi, 16653, 0, 16653",
    })
    void keepsEveryRecord(String feed, long records, long withdrawn, long rows) {
        FeedStatus status = status(feed);

        assertThat(status.records() + status.withdrawn()).isEqualTo(records);
        assertThat(status.withdrawn()).isEqualTo(withdrawn);
        assertThat(status.rows()).isEqualTo(rows);
        assertThat(store.skipped(feed)).isEmpty();
    }

    private static FeedStatus status(String feed) {
        return store.status().stream()
                .filter(each -> each.feed().equals(feed))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void takesDatesFromTheDataWhereItStatesThem() {
        assertThat(status("cisa-kev").date()).contains(Instant.parse("2026-01-29T20:24:37.095900Z"));
        assertThat(status("epss").confirmed()).contains(Instant.parse("2026-01-30T12:55:00Z"));
        assertThat(status("osv/Go").date()).contains(Instant.parse("2026-08-21T20:38:00Z"));
        assertThat(status("debian-tracker").date()).isEmpty();
        assertThat(status("debian-tracker").confirmed()).isPresent();
    }

    @Test
    void changesNothingTheSecondTime() {
        List<FeedStatus> before = store.status();

        UpdateReport second = update();

        assertThat(second.feeds())
                .allSatisfy(outcome -> assertThat(outcome.kind()).isEqualTo(UpdateReport.Kind.UNCHANGED));
        try (AdvisoryStore after = AdvisoryStore.open(root, FakeEcosystem::byId)) {
            assertThat(after.status()).isEqualTo(before);
        }
    }

    @Test
    void answersForASourcePackageFromAllWhoSpeakOfIt() {
        Knowledge knowledge = store.lookUp(
                        List.of(FakeEcosystem.component("deb12", "libssl3", "openssl", "3.0.1-1")), Optional.empty())
                .get(0);

        assertThat(knowledge.coverage().level()).isEqualTo(Coverage.Level.JUDGED);
        assertThat(knowledge.advisories()).extracting(Advisory::feed).contains("debian-tracker", "osv/Debian");
        assertThat(knowledge.advisories())
                .allSatisfy(advisory -> assertThat(advisory.affected())
                        .isNotEmpty()
                        .allSatisfy(entry -> assertThat(entry.key().name()).isEqualTo("openssl")));
    }

    @Test
    void spellsNamesAsTheInventoryDoes() {
        assertThat(store.lookUp(List.of(FakeEcosystem.component("python", "jinja2", "2.0")), Optional.empty())
                        .get(0)
                        .advisories())
                .isNotEmpty();
    }

    @Test
    void knowsWhatIsExploited() {
        assertThat(store.kinds()).containsExactlyInAnyOrder(Enrichment.Kind.EXPLOITED, Enrichment.Kind.SCORED);
        var known = store.exploitation(List.of("CVE-2021-44228", "CVE-1999-0001", "CVE-2000-99999", "GHSA-x"));

        assertThat(known).containsOnlyKeys("CVE-2021-44228", "CVE-1999-0001");
        Exploitation log4shell = known.getOrDefault("CVE-2021-44228", Exploitation.UNKNOWN);
        assertThat(log4shell.knownExploitedSince()).contains(LocalDate.of(2021, 12, 10));
        assertThat(log4shell.ransomware()).isTrue();
        Exploitation scoredOnly = known.getOrDefault("CVE-1999-0001", Exploitation.UNKNOWN);
        assertThat(scoredOnly.knownExploitedSince()).isEmpty();
        assertThat(scoredOnly.epssScore()).hasValue(0.01151);
        assertThat(scoredOnly.epssPercentile()).hasValue(0.78086);
        assertThat(scoredOnly.epssDate()).contains(LocalDate.of(2026, 1, 30));
    }

    @Test
    void ratesByAnyRecordOfTheFlaw() {
        assertThat(store.ratings(List.of("CVE-2015-1324", "CVE-1800-1")))
                .containsOnlyKeys("CVE-2015-1324")
                .hasEntrySatisfying(
                        "CVE-2015-1324",
                        ratings -> assertThat(ratings).anySatisfy(rating -> {
                            assertThat(rating.source()).isEqualTo("Ubuntu");
                            assertThat(rating.vector()).isEqualTo("high");
                        }));
    }

    @ParameterizedTest
    @CsvSource({
        "osv/Debian, deb12, advisories/osv/Debian/all.zip",
        "osv/PyPI, python, advisories/osv/PyPI/all.zip",
        "osv/npm, node, advisories/osv/npm/all.zip",
        "osv/AlmaLinux, alma8, advisories/osv/AlmaLinux/all.zip",
    })
    void answersAsTheReferenceInMemoryDoes(String id, String ecosystem, String path) throws Exception {
        Feed feed = Feeds.named(Defaults.PUBLISHERS, List.of(id)).get(0);
        CollectedRows rows = new CollectedRows();
        try (InputStream in = Files.newInputStream(SharedFiles.path(path))) {
            feed.parse(feed.files().get(0), in, rows);
        }
        InMemoryAdvisories reference = InMemoryAdvisories.of(id, rows, Optional.of(NOW), FakeEcosystem::byId);
        List<Component> components = rows.advisories().stream()
                .flatMap(advisory -> advisory.affected().stream())
                .map(affected -> affected.key().name())
                .distinct()
                .limit(60)
                .map(name -> FakeEcosystem.component(ecosystem, name, name, "1"))
                .toList();

        List<Knowledge> expected = reference.lookUp(components, Optional.empty());
        List<Knowledge> actual = store.lookUp(components, Optional.empty());

        for (int i = 0; i < components.size(); i++) {
            assertThat(of(id, actual.get(i)))
                    .as(components.get(i).name())
                    .containsExactlyElementsOf(of(id, expected.get(i)));
        }
        assertThat(expected)
                .anySatisfy(knowledge -> assertThat(knowledge.advisories()).isNotEmpty());
    }

    /** One feed's advisories, with dates as the store keeps them. */
    private static List<Advisory> of(String feed, Knowledge knowledge) {
        return knowledge.advisories().stream()
                .filter(advisory -> advisory.feed().equals(feed))
                .map(advisory -> new Advisory(
                        advisory.id(),
                        advisory.feed(),
                        advisory.aliases(),
                        advisory.upstream(),
                        advisory.summary(),
                        advisory.affected(),
                        advisory.ratings(),
                        advisory.published().map(at -> at.truncatedTo(ChronoUnit.SECONDS)),
                        advisory.modified().map(at -> at.truncatedTo(ChronoUnit.SECONDS)),
                        advisory.references(),
                        advisory.evidence()))
                .toList();
    }

    @Test
    void aNewerFileReplacesWhatTheOlderOneSaid(@TempDir Path temp) throws Exception {
        Path mirror = Files.createDirectories(temp.resolve("mirror/kev"));
        Path file = mirror.resolve("known_exploited_vulnerabilities.json");
        Path db = temp.resolve("db");
        List<Feed> kev = Feeds.named(Defaults.PUBLISHERS, List.of("cisa-kev"));
        DatabaseUpdater updater = new DatabaseUpdater(db, FakeEcosystem::byId, CLOCK);
        FeedOrigin from = FeedOrigin.mirror(temp.resolve("mirror").toString());
        Files.copy(SharedFiles.path("advisories/kev/known_exploited_vulnerabilities-2025-08-25.json.gz"), file);
        updater.update(from, kev, HttpFetcher.offline(), Progress.NONE);
        assertThat(updater.status().get(0).records()).isEqualTo(1404);

        Files.copy(
                SharedFiles.path("advisories/kev/known_exploited_vulnerabilities.json"),
                file,
                StandardCopyOption.REPLACE_EXISTING);
        updater.update(from, kev, HttpFetcher.offline(), Progress.NONE);

        assertThat(updater.status().get(0).records()).isEqualTo(1501);
    }
}
