package dev.plimsoll.advisory.feed.osv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.Affected;
import dev.plimsoll.advisory.CollectedRows;
import dev.plimsoll.advisory.Defaults;
import dev.plimsoll.advisory.Feed;
import dev.plimsoll.advisory.FeedContract;
import dev.plimsoll.advisory.FixState;
import dev.plimsoll.advisory.Rating;
import dev.plimsoll.advisory.Severity;
import dev.plimsoll.advisory.VersionRange;
import dev.plimsoll.advisory.VersionRange.Event;
import dev.plimsoll.advisory.Zips;
import dev.plimsoll.inventory.PackageKey;
import dev.plimsoll.inventory.PackageKey.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OsvFeedTest extends FeedContract {
    private static final String GHSA = """
            {"id": "GHSA-aaaa-bbbb-cccc", "modified": "2026-01-02T03:04:05.678Z", "published": "2026-01-01T00:00:00Z",
             "aliases": ["CVE-2026-1"], "related": ["CVE-2026-2"], "summary": "Bad things", "details": "Very bad.",
             "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
             "affected": [{"package": {"ecosystem": "npm", "name": "left"},
               "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.2.3"}, {"introduced": "2.0.0"},
                           {"last_affected": "2.1.0"}]}]}],
             "references": [{"type": "WEB", "url": "https://example.org/1"}],
             "database_specific": {"severity": "MODERATE"}}
            """;
    private static final String VERSIONS = """
            {"id": "MAL-1", "modified": "2025-01-01T00:00:00Z",
             "affected": [{"package": {"ecosystem": "npm", "name": "evil"}, "versions": ["1.0.0", "1.0.1"]}]}
            """;
    private static final String BESIDE = """
            {"id": "GHSA-dddd-eeee-ffff", "modified": "2025-01-01T00:00:00Z",
             "affected": [{"package": {"ecosystem": "Maven", "name": "g:a"},
               "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}]}
            """;

    @Override
    protected Feed feed() {
        return npm();
    }

    private static OsvFeed npm() {
        return new OsvFeed(Defaults.PUBLISHERS.osv(), "npm");
    }

    @Override
    protected byte[] good() {
        return Zips.of("GHSA-aaaa-bbbb-cccc.json", GHSA, "MAL-1.json", VERSIONS, "GHSA-dddd-eeee-ffff.json", BESIDE);
    }

    @Override
    protected byte[] withBadRecord() {
        return with("{\"id\": \"GHSA-cut");
    }

    private static byte[] with(String record) {
        return Zips.of(
                "GHSA-aaaa-bbbb-cccc.json",
                GHSA,
                "bad.json",
                record,
                "MAL-1.json",
                VERSIONS,
                "GHSA-dddd-eeee-ffff.json",
                BESIDE);
    }

    private static CollectedRows read(String ecosystem, String... records) throws IOException {
        String[] entries = new String[records.length * 2];
        for (int i = 0; i < records.length; i++) {
            entries[2 * i] = i + ".json";
            entries[2 * i + 1] = records[i];
        }
        OsvFeed feed = new OsvFeed(Defaults.PUBLISHERS.osv(), ecosystem);
        CollectedRows rows = new CollectedRows();
        feed.parse(feed.files().get(0), new ByteArrayInputStream(Zips.of(entries)), rows);
        return rows;
    }

    @Test
    void readsARecord() throws IOException {
        Advisory advisory = read("npm", GHSA).advisories().get(0);

        assertThat(advisory.id()).isEqualTo("GHSA-aaaa-bbbb-cccc");
        assertThat(advisory.feed()).isEqualTo("osv/npm");
        assertThat(advisory.aliases()).containsExactly("CVE-2026-1");
        assertThat(advisory.upstream()).as("related is similar, not the same").isEmpty();
        assertThat(advisory.summary()).isEqualTo("Bad things");
        assertThat(advisory.published()).contains(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(advisory.references()).containsExactly("https://example.org/1");
        assertThat(advisory.affected())
                .containsExactly(new Affected(
                        new PackageKey("npm", Kind.BINARY, "left"),
                        List.of(new VersionRange(
                                VersionRange.Kind.SEMVER,
                                List.of(
                                        new Event(Event.Type.INTRODUCED, "0"),
                                        new Event(Event.Type.FIXED, "1.2.3"),
                                        new Event(Event.Type.INTRODUCED, "2.0.0"),
                                        new Event(Event.Type.LAST_AFFECTED, "2.1.0")))),
                        List.of(),
                        FixState.FIXED,
                        "",
                        List.of()));
        assertThat(advisory.ratings()).extracting(Rating::scheme).containsExactly("CVSS:3.1", "word");
        assertThat(advisory.ratings()).extracting(Rating::severity).containsExactly(Severity.CRITICAL, Severity.MEDIUM);
        assertThat(advisory.ratings()).extracting(Rating::source).containsExactly("osv/npm", "GitHub");
    }

    @Test
    void speaksForItsOwnEcosystemOnly() throws IOException {
        CollectedRows rows = parse(good());

        assertThat(rows.covered()).containsExactly("npm");
        assertThat(rows.advisories()).hasSize(3);
        assertThat(rows.date()).contains(Instant.parse("2026-01-02T03:04:05.678Z"));
    }

    @Test
    void keepsNoRecordThatWasTakenBack() throws IOException {
        CollectedRows rows = read("npm", GHSA.replace("\"published\"", "\"withdrawn\""));

        assertThat(rows.advisories()).isEmpty();
        assertThat(rows.withdrawn()).containsExactly("GHSA-aaaa-bbbb-cccc");
        assertThat(rows.skipped()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"SEMVER\", \"events\": [{\"fixed\": \"1\"}]}",
                "{\"type\": \"SEMVER\", \"events\": [{\"introduced\": \"\"}]}",
                "{\"type\": \"SEMVER\", \"events\": [{\"introduced\": 1}]}",
                "{\"type\": \"SEMVER\", \"events\": {\"introduced\": \"0\"}}",
                "{\"type\": \"SEMVER\", \"events\": [{\"introduced\": \"0\"}, {\"mended\": \"2\"}]}",
                "{\"type\": \"LUNAR\", \"events\": [{\"introduced\": \"0\"}]}",
                "[]",
            })
    void aPackageWhoseRangeCantBeReadIsNotJudgedForThatFlaw(String range) throws IOException {
        CollectedRows rows = read("npm", """
                {"id": "X-1", "modified": "2025-01-01T00:00:00Z", "affected": [
                  {"package": {"ecosystem": "npm", "name": "broken"}, "ranges": [%s]},
                  {"package": {"ecosystem": "npm", "name": "sound"}, "versions": ["1"]}]}
                """.replace("%s", range));

        assertThat(rows.unjudgeable())
                .containsExactly(java.util.Map.entry(new PackageKey("npm", Kind.BINARY, "broken"), List.of("X-1")));
        assertThat(rows.skipped()).hasSize(1);
        assertThat(rows.advisories().get(0).affected())
                .extracting(affected -> affected.key().name())
                .containsExactly("sound");
    }

    @Test
    void aBrokenVectorCostsOnlyItself() throws IOException {
        CollectedRows rows = read("npm", GHSA.replace("CVSS:3.1/AV:N", "CVSS:3.1/AV:Q"));

        assertThat(rows.skipped())
                .singleElement()
                .satisfies(skipped -> assertThat(skipped.reason()).contains("CVSS"));
        assertThat(rows.advisories().get(0).ratings())
                .extracting(Rating::vector)
                .containsExactly("MODERATE");
    }

    @Test
    void aDistributionsViewOfACveIsThatCve() throws IOException {
        Advisory advisory = read("Ubuntu", """
                        {"id": "UBUNTU-CVE-2024-1001", "modified": "2025-01-01T00:00:00Z", "upstream": ["CVE-2024-1001"],
                         "related": ["USN-1-1"], "severity": [{"type": "Ubuntu", "score": "negligible"}],
                         "affected": [{"package": {"ecosystem": "Ubuntu:22.04:LTS", "name": "curl"},
                           "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}],
                           "ecosystem_specific": {"binaries": [{"binary_name": "curl", "binary_version": "1"},
                             {"binary_name": "libcurl4", "binary_version": "1"}]}}]}
                        """).advisories().get(0);

        assertThat(advisory.aliases()).containsExactly("CVE-2024-1001");
        assertThat(advisory.upstream()).isEmpty();
        Affected affected = advisory.affected().get(0);
        assertThat(affected.key()).isEqualTo(new PackageKey("Ubuntu:22.04:LTS", Kind.SOURCE, "curl"));
        assertThat(affected.fixState()).isEqualTo(FixState.NOT_FIXED);
        assertThat(affected.binaries()).containsExactly("curl", "libcurl4");
        assertThat(advisory.ratings()).singleElement().satisfies(rating -> {
            assertThat(rating.source()).isEqualTo("Ubuntu");
            assertThat(rating.severity()).isEqualTo(Severity.LOW);
        });
    }

    @Test
    void anErratumCoversItsCvesAndNamesItsModuleStream() throws IOException {
        Advisory advisory = read("AlmaLinux", """
                        {"id": "ALSA-2023:1", "modified": "2025-01-01T00:00:00Z", "related": ["CVE-2023-1001", "CVE-2023-1002"],
                         "summary": "Important: nodejs:16 security update", "affected": [
                          {"package": {"ecosystem": "AlmaLinux:8", "name": "npm"}, "ranges": [{"type": "ECOSYSTEM",
                           "events": [{"introduced": "0"}, {"fixed": "1:8.1-1.module_el8.7.0+3343+ea2b7901"}]}]},
                          {"package": {"ecosystem": "AlmaLinux:8", "name": "plain"}, "ranges": [{"type": "ECOSYSTEM",
                           "events": [{"introduced": "0"}, {"fixed": "1-1.el8"}]}]}]}
                        """).advisories().get(0);

        assertThat(advisory.aliases()).isEmpty();
        assertThat(advisory.upstream()).containsExactly("CVE-2023-1001", "CVE-2023-1002");
        assertThat(advisory.affected()).extracting(Affected::module).containsExactly("nodejs:16", "");
        assertThat(advisory.affected().get(0).key().kind()).isEqualTo(Kind.BINARY);
        assertThat(advisory.ratings()).extracting(Rating::severity).containsExactly(Severity.HIGH);
    }

    @Test
    void rockyLinuxSpeaksOfSourcePackages() throws IOException {
        assertThat(OsvEcosystems.nameKind("Rocky Linux:9")).isEqualTo(Kind.SOURCE);
        assertThat(OsvEcosystems.nameKind("AlmaLinux:9")).isEqualTo(Kind.BINARY);
        assertThat(OsvEcosystems.nameKind("npm")).isEqualTo(Kind.BINARY);
    }

    @Test
    void debiansWordsForUnfixedFlawsAreKept() throws IOException {
        Advisory advisory = read("Debian", """
                        {"id": "DEBIAN-CVE-2024-9", "modified": "2025-01-01T00:00:00Z", "affected": [
                          {"package": {"ecosystem": "Debian:10", "name": "a"}, "ecosystem_specific": {"urgency": "end-of-life"},
                           "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]},
                          {"package": {"ecosystem": "Debian:12", "name": "a"}, "ecosystem_specific": {"urgency": "unimportant"},
                           "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}]}
                        """).advisories().get(0);

        assertThat(advisory.affected())
                .extracting(Affected::fixState)
                .containsExactly(FixState.END_OF_LIFE, FixState.NOT_FIXED);
        assertThat(advisory.ratings()).extracting(Rating::vector).containsExactly("unimportant");
    }

    @Test
    void deepJsonCostsOnlyItself() throws IOException {
        CollectedRows rows = read("npm", "{\"id\":" + "[".repeat(100) + "]".repeat(100) + "}", GHSA);

        assertThat(rows.advisories()).hasSize(1);
        assertThat(rows.skipped()).hasSize(1);
    }

    @Test
    void aZipThatLostEntriesIsRefused() throws IOException {
        byte[] whole = good();
        // Behind the first entry there is another one's header: cut there, the rest reads well.
        int second = indexOf(whole, new byte[] {'P', 'K', 3, 4}, 4);

        assertThatThrownBy(() -> parse(java.util.Arrays.copyOf(whole, second)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut off");
    }

    private static int indexOf(byte[] bytes, byte[] part, int from) {
        for (int i = from; i < bytes.length - part.length; i++) {
            if (java.util.Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not there");
    }

    @Test
    void namesWithBlanksBecomeAddresses() {
        OsvFeed rocky = new OsvFeed(Defaults.PUBLISHERS.osv(), "Rocky Linux");

        assertThat(rocky.files().get(0).publisher())
                .hasToString("https://osv-vulnerabilities.storage.googleapis.com/Rocky%20Linux/all.zip");
        assertThat(rocky.files().get(0).mirrorPaths()).containsExactly("osv/Rocky Linux/all.zip");
    }
}
