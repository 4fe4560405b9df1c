package dev.plimsoll.debian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.Affected;
import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.advisory.Coverage.Level;
import dev.plimsoll.advisory.Coverage.Reason;
import dev.plimsoll.advisory.Knowledge;
import dev.plimsoll.advisory.VersionRange.Event;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.PackageKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DebianArchiveSourceTest extends ArchiveCases {
    @Test
    void reportsWhatTheEntriesAboveTheInstalledVersionFix() throws Exception {
        publishGood();
        Knowledge knowledge = judge(HELLO, false, "bookworm", "bookworm-security");

        assertThat(knowledge.coverage().level()).isEqualTo(Level.JUDGED_FIXES_ONLY);
        assertThat(knowledge.coverage().date()).contains(YESTERDAY);
        assertThat(knowledge.coverage().confirmed()).contains(TestMirror.NOW);
        assertThat(knowledge.coverage().detail()).contains("bookworm, bookworm-security");
        assertThat(knowledge.advisories()).extracting(Advisory::id).containsExactly("CVE-2026-2222", "CVE-2026-1111");
        Advisory advisory = knowledge.advisories().get(1);
        assertThat(advisory.ratings()).isEmpty();
        assertThat(advisory.evidence()).isEqualTo("""
                        hello (2.10-3+deb12u2) bookworm-security; urgency=high
                          * CVE-2026-1111: check the length.
                         -- A Maintainer <a@debian.org>  Thu, 19 Nov 2026 10:00:00 +0000""");
        Affected affected = knowledge.advisories().get(0).affected().get(0);
        assertThat(affected.key().ecosystem()).isEqualTo("Debian:12");
        assertThat(affected.key().name()).isEqualTo("hello");
        assertThat(affected.ranges().get(0).events())
                .containsExactly(new Event(Event.Type.INTRODUCED, "0"), new Event(Event.Type.FIXED, "2.10-3+deb12u1"));
    }

    @Test
    void saysOfTheNewestThatNothingIsKnownToBeFixed() throws Exception {
        publishGood();
        Knowledge knowledge = judge(installed("2.10-3+deb12u2"), false, "bookworm", "bookworm-security");
        assertThat(knowledge.coverage().level()).isEqualTo(Level.JUDGED_FIXES_ONLY);
        assertThat(knowledge.advisories()).isEmpty();
        assertThat(mirror.server().requests("/debian/" + NEW.filename())).isEmpty();
    }

    @Test
    void saysWhatUpgradingGives() throws Exception {
        publishGood();
        String[] suites = {"bookworm", "bookworm-security"};

        assertThat(judge(HELLO, false, suites).newest()).contains("2.10-3+deb12u2");
        assertThat(judge(installed("2.10-3+deb12u2"), false, suites).newest()).contains("2.10-3+deb12u2");
        assertThat(judge(installed("2.11-1"), false, suites).newest()).contains("2.11-1");
        Component foreign = InstalledRoot.component("tool", "1.0", "tool", "1.0", "amd64");
        assertThat(judge(foreign, false, suites).newest()).isEmpty();
    }

    @Test
    void judgesOnlyWhatDescendsFromTheArchive() throws Exception {
        publishGood();
        for (String version : List.of("2.10-2vendor1", "2.11-1", "2.10-3+deb12u1vendor")) {
            Coverage coverage = judge(installed(version), false, "bookworm", "bookworm-security")
                    .coverage();
            assertThat(coverage.reason()).as(version).isEqualTo(Reason.LINEAGE);
        }
        Component foreign = InstalledRoot.component("tool", "1.0", "tool", "1.0", "amd64");
        assertThat(judge(foreign, false, "bookworm").coverage().reason()).isEqualTo(Reason.FOREIGN);
    }

    @Test
    void followsADocumentationLinkToTheSibling() throws Exception {
        TestDeb linked = TestDeb.linkedTo("hello-data", "hello", "2.10-3+deb12u2", "");
        TestDeb sibling = TestDeb.withChangelog("hello-data", "1:9+b1", "hello (2.10-3+deb12u2)", CHANGELOG);
        mirror.publish("bookworm", YESTERDAY, "", linked, sibling);
        Knowledge knowledge = judge(HELLO, false, "bookworm");
        assertThat(knowledge.advisories()).hasSize(2);
    }

    @Test
    void readsWhatARebuildOfTheSameSourceFixes() throws Exception {
        String rebuilds = """
                hello (2.10-3+b2) bookworm; urgency=low, binary-only=yes

                  * Binary-only non-maintainer upload for amd64; no source changes.
                  * Rebuild with a library that has the fix for CVE-2026-4444.

                 -- Build Daemon <b@debian.org>  Thu, 19 Nov 2026 10:00:00 +0000

                hello (2.10-3+b1) bookworm; urgency=low, binary-only=yes

                  * Rebuild for CVE-2026-5555.

                 -- Build Daemon <b@debian.org>  Thu, 12 Nov 2026 10:00:00 +0000
                """;
        TestDeb.Tar tar = new TestDeb.Tar()
                .file("./usr/share/doc/hello/changelog.Debian.amd64.gz", TestDeb.gzip(rebuilds))
                .file("./usr/share/doc/hello/changelog.Debian.gz", TestDeb.gzip(CHANGELOG));
        mirror.publish("bookworm", YESTERDAY, "", TestDeb.of("hello", "2.10-3+b2", "hello (2.10-3)", tar));
        Component built = InstalledRoot.component("hello", "2.10-3+b1", "hello", "2.10-3", "amd64");
        Knowledge knowledge = judge(built, false, "bookworm");
        assertThat(knowledge.coverage().level()).isEqualTo(Level.JUDGED_FIXES_ONLY);
        assertThat(knowledge.advisories()).extracting(Advisory::id).containsExactly("CVE-2026-4444");
        Affected affected = knowledge.advisories().get(0).affected().get(0);
        assertThat(affected.key()).isEqualTo(new PackageKey("Debian:12", PackageKey.Kind.BINARY, "hello"));
        assertThat(affected.ranges().get(0).events()).contains(new Event(Event.Type.FIXED, "2.10-3+b2"));
    }

    @Test
    void asksOnlyOnceForWhatItHasVerified() throws Exception {
        publishGood();
        judge(HELLO, false, "bookworm", "bookworm-security");
        int before = mirror.server().requests().size();
        assertThat(judge(HELLO, false, "bookworm", "bookworm-security").advisories())
                .hasSize(2);
        List<String> later = mirror.server().requests().stream()
                .skip(before)
                .map(request -> request.path())
                .toList();
        assertThat(later).hasSize(2).allMatch(path -> path.endsWith("/InRelease"));
    }

    @Test
    void fetchesAgainWhatWasSpoiltInTheCache() throws Exception {
        publishGood();
        judge(HELLO, false, "bookworm", "bookworm-security");
        for (UnaryOperator<byte[]> damage : DAMAGES) {
            List<Path> kept = keptForms();
            assertThat(kept).extracting(Path::toString).anyMatch(each -> each.contains("/index/"));
            assertThat(kept).extracting(Path::toString).anyMatch(each -> each.contains("/docs/"));
            for (Path file : kept) {
                Files.write(file, damage.apply(Files.readAllBytes(file)));
            }
            assertFetchesAll(kept.size());
        }
    }

    /** A pipeline restores what another one, or a stranger, stored. */
    @Test
    void believesNothingInTheCacheThatAnotherUserWrote() throws Exception {
        publishGood();
        judge(HELLO, false, "bookworm", "bookworm-security");
        Files.delete(directory.resolve("data/cache.key"));
        assertFetchesAll(keptForms().size());
    }

    private void assertFetchesAll(int files) throws Exception {
        mirror.server().forgetRequests();
        assertThat(judge(HELLO, false, "bookworm", "bookworm-security").advisories())
                .hasSize(2);
        assertThat(mirror.server().requests())
                .filteredOn(each -> !each.path().endsWith("/InRelease"))
                .hasSize(files);
    }

    private List<Path> keptForms() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("cache"))) {
            return files.filter(each -> each.toString().endsWith(".zst")).toList();
        }
    }

    @Test
    void saysThatAReleaseHasLeftTheMirror() throws Exception {
        Coverage coverage = failure("buster", "buster/updates");
        assertThat(coverage.reason()).isEqualTo(Reason.END_OF_LIFE);
    }

    @Test
    void doesNotJudgeWithoutTheSecuritySuite() throws Exception {
        mirror.publish("bookworm", YESTERDAY, "", OLD);
        assertThat(failure("bookworm", "bookworm-security").reason()).isEqualTo(Reason.SOURCE_FAILED);
    }

    @Test
    void leavesOtherDistributionsAndEcosystemsToOthers() throws Exception {
        Component gem = new Component(
                "ruby",
                "rake",
                "1",
                HELLO.purl(),
                Optional.empty(),
                HELLO.locations(),
                List.of(),
                Optional.empty(),
                java.util.Map.of());
        Distro derivative = new Distro("mint", "6", "bookworm", "", List.of("debian"));
        try (DebianArchiveSource source = mirror.source(false, "bookworm")) {
            assertThat(source.lookUp(List.of(HELLO), Optional.of(derivative))
                            .get(0)
                            .coverage()
                            .source())
                    .isEmpty();
            assertThat(source.lookUp(List.of(gem), Optional.of(InstalledRoot.BOOKWORM))
                            .get(0)
                            .coverage()
                            .reason())
                    .isEqualTo(Reason.NO_SOURCE);
        }
        assertThat(mirror.server().requests()).isEmpty();
    }

    @Test
    void asksNobodyWhenOffline() {
        try (HttpFetcher offline = HttpFetcher.offline();
                DebianArchiveSource source =
                        RealMirror.source(offline, directory, DebianOptions.DEFAULT, Trust.debian())) {
            assertThat(source.lookUp(List.of(HELLO), Optional.of(InstalledRoot.BOOKWORM))
                            .get(0)
                            .coverage()
                            .reason())
                    .isEqualTo(Reason.NOT_ASKED);
        }
    }
}
