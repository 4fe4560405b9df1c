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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebianArchiveSourceTest {
    private static final Instant YESTERDAY = TestMirror.NOW.minus(Duration.ofDays(1));

    private static final String CHANGELOG = """
            hello (2.10-3+deb12u2) bookworm-security; urgency=high

              * CVE-2026-1111: check the length.
              * Not affected by CVE-2026-9999.

             -- A Maintainer <a@debian.org>  Thu, 19 Nov 2026 10:00:00 +0000

            hello (2.10-3+deb12u1) bookworm; urgency=medium

              * Fix CVE-2026-2222.

             -- A Maintainer <a@debian.org>  Thu, 12 Nov 2026 10:00:00 +0000

            hello (2.10-3) unstable; urgency=medium

              * Fix CVE-2020-3333.

             -- A Maintainer <a@debian.org>  Thu, 12 Nov 2020 10:00:00 +0000
            """;

    private static final TestDeb OLD = TestDeb.withChangelog("hello", "2.10-3", "", "");
    private static final TestDeb NEW = TestDeb.withChangelog("hello", "2.10-3+deb12u2", "", CHANGELOG);
    private static final Component HELLO = installed("2.10-3");

    private static TestKey archiveKey;
    private static TestKey foreignKey;

    @TempDir
    Path directory;

    private TestMirror mirror;

    @BeforeAll
    static void makeKeys() {
        archiveKey = new TestKey();
        foreignKey = new TestKey();
    }

    @BeforeEach
    void start() {
        mirror = new TestMirror(directory, archiveKey);
    }

    @AfterEach
    void stop() {
        mirror.close();
    }

    private static Component installed(String version) {
        return InstalledRoot.component("hello", version, "hello", version, "amd64");
    }

    private Knowledge judge(Component component, boolean allowExpired, String... suites) throws Exception {
        try (DebianArchiveSource source = mirror.source(allowExpired, suites)) {
            return source.lookUp(List.of(component), Optional.of(InstalledRoot.BOOKWORM))
                    .get(0);
        }
    }

    private Coverage failure(String... suites) throws Exception {
        Knowledge knowledge = judge(HELLO, false, suites);
        assertThat(knowledge.advisories()).isEmpty();
        assertThat(knowledge.coverage().level()).isEqualTo(Level.NOT_JUDGED);
        return knowledge.coverage();
    }

    private void publishGood() {
        mirror.publish("bookworm", YESTERDAY, "", OLD);
        mirror.publish(
                "bookworm-security",
                YESTERDAY,
                "Valid-Until: " + TestMirror.text(TestMirror.NOW.plusSeconds(60)) + "\n",
                NEW);
    }

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
    void judgesOnlyWhatDescendsFromTheArchive() throws Exception {
        publishGood();
        for (String version : List.of("2.10-2vendor1", "2.11-1", "2.10-3+deb12u1vendor")) {
            Coverage coverage = judge(installed(version), false, "bookworm", "bookworm-security")
                    .coverage();
            assertThat(coverage.reason()).as(version).isEqualTo(Reason.LINEAGE);
        }
        Component foreign = InstalledRoot.component("tool", "1.0", "tool", "1.0", "amd64");
        assertThat(judge(foreign, false, "bookworm").coverage().reason()).isEqualTo(Reason.LINEAGE);
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
    void keepsNoForgeryInPlaceOfTheTrueReleaseThatTheMirrorCallsUnchanged() throws Exception {
        byte[] packages = TestMirror.packages(NEW);
        byte[] good = TestKey.sign(TestMirror.release("bookworm", YESTERDAY, "", packages), YESTERDAY, archiveKey);
        byte[][] served = {good.clone()};
        served[0][100] ^= 1;
        mirror.serve("bookworm", packages, NEW);
        mirror.server().on("/debian/dists/bookworm/InRelease", (exchange, request) -> {
            exchange.getResponseHeaders().set("ETag", "\"always\"");
            if (!request.header("If-None-Match").isEmpty()) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                exchange.sendResponseHeaders(200, served[0].length);
                exchange.getResponseBody().write(served[0]);
            }
        });
        failure("bookworm");
        served[0] = good;
        assertThat(judge(HELLO, false, "bookworm").advisories()).hasSize(2);
        served[0] = new byte[0];
        assertThat(judge(HELLO, false, "bookworm").advisories()).hasSize(2);
    }

    @Test
    void fetchesAgainWhatWasSpoiltInTheCache() throws Exception {
        publishGood();
        judge(HELLO, false, "bookworm", "bookworm-security");
        try (Stream<Path> files = Files.walk(directory.resolve("cache"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".zst")).toList()) {
                Files.write(file, new byte[10]);
            }
        }
        assertThat(judge(HELLO, false, "bookworm", "bookworm-security").advisories())
                .hasSize(2);
    }

    @Test
    void refusesAByteChangedInTheSignedText() throws Exception {
        byte[] release = TestKey.sign(
                TestMirror.release("bookworm", YESTERDAY, "", TestMirror.packages(OLD)), YESTERDAY, archiveKey);
        for (int offset : new int[] {70, 100, 150, 250}) {
            byte[] changed = release.clone();
            changed[offset] ^= 1;
            mirror.server().put("/debian/dists/bookworm/InRelease", changed);
            assertThat(failure("bookworm").reason()).as("offset " + offset).isEqualTo(Reason.SOURCE_FAILED);
        }
    }

    @Test
    void refusesASignatureByAKeyThatIsNotPinned() throws Exception {
        mirror.publishSigned(
                "bookworm",
                TestMirror.release("bookworm", YESTERDAY, "", TestMirror.packages(OLD)),
                YESTERDAY,
                foreignKey);
        mirror.serve("bookworm", TestMirror.packages(OLD), OLD);
        assertThat(failure("bookworm").detail()).contains("is not one of the archive's known keys");
    }

    @Test
    void isContentWithOneGoodSignatureOfSeveral() throws Exception {
        mirror.publishSigned(
                "bookworm",
                TestMirror.release("bookworm", YESTERDAY, "", TestMirror.packages(NEW)),
                YESTERDAY,
                foreignKey,
                archiveKey);
        mirror.serve("bookworm", TestMirror.packages(NEW), NEW);
        assertThat(judge(HELLO, false, "bookworm").advisories()).hasSize(2);
    }

    @Test
    void refusesWeakHashesAndAbsentSignatures() throws Exception {
        String release = TestMirror.release("bookworm", YESTERDAY, "", TestMirror.packages(OLD));
        mirror.server()
                .put(
                        "/debian/dists/bookworm/InRelease",
                        TestKey.sign(release, YESTERDAY, HashAlgorithmTags.SHA1, archiveKey));
        assertThat(failure("bookworm").detail()).contains("weak hash");
        mirror.server().put("/debian/dists/bookworm/InRelease", release);
        assertThat(failure("bookworm").detail()).contains("is not a signed message");
    }

    @Test
    void trustsNoSubkeyThatThePinnedKeyDidNotBind() throws Exception {
        Path keyring = directory.resolve("forged.gpg");
        Files.write(keyring, archiveKey.certificateWithForeignSubkey(foreignKey));
        mirror.publishSigned(
                "bookworm",
                TestMirror.release("bookworm", YESTERDAY, "", TestMirror.packages(NEW)),
                YESTERDAY,
                foreignKey);
        mirror.serve("bookworm", TestMirror.packages(NEW), NEW);
        assertRefused(keyring);
    }

    @Test
    void trustsNoRevokedKeyAndNoSubkeyWithoutItsConsent() throws Exception {
        mirror.publish("bookworm", YESTERDAY, "", NEW);
        Path keyring = directory.resolve("other.gpg");
        Files.write(keyring, archiveKey.revokedCertificate());
        assertRefused(keyring);
        Files.write(keyring, archiveKey.certificateWithoutBackSignature());
        assertRefused(keyring);
    }

    private void assertRefused(Path keyring) {
        try (DebianArchiveSource source = mirror.source(keyring, false, "bookworm")) {
            Coverage coverage = source.lookUp(List.of(HELLO), Optional.of(InstalledRoot.BOOKWORM))
                    .get(0)
                    .coverage();
            assertThat(coverage.reason()).isEqualTo(Reason.SOURCE_FAILED);
            assertThat(coverage.detail()).contains("no valid signature");
        }
    }

    @Test
    void ignoresTextOutsideTheSignature() throws Exception {
        byte[] packages = TestMirror.packages(NEW);
        byte[] signed = TestKey.sign(TestMirror.release("bookworm", YESTERDAY, "", packages), YESTERDAY, archiveKey);
        byte[] before =
                TestMirror.bytes("Codename: evil\nSHA256:\n " + "0".repeat(64) + " 1 main/binary-amd64/Packages.gz\n");
        byte[] all = new byte[before.length * 2 + signed.length];
        System.arraycopy(before, 0, all, 0, before.length);
        System.arraycopy(signed, 0, all, before.length, signed.length);
        System.arraycopy(before, 0, all, before.length + signed.length, before.length);
        mirror.server().put("/debian/dists/bookworm/InRelease", all);
        mirror.serve("bookworm", packages, NEW);
        assertThat(judge(HELLO, false, "bookworm").advisories()).hasSize(2);
    }

    @Test
    void refusesAnExpiredReleaseUnlessTold() throws Exception {
        mirror.publish(
                "bookworm", YESTERDAY, "Valid-Until: " + TestMirror.text(TestMirror.NOW.minusSeconds(1)) + "\n", NEW);
        assertThat(failure("bookworm").detail()).contains("expired on", "--allow-expired");
        Knowledge allowed = judge(HELLO, true, "bookworm");
        assertThat(allowed.advisories()).hasSize(2);
        assertThat(allowed.coverage().detail()).contains("allowed by --allow-expired");
    }

    @Test
    void refusesAReleaseOlderThanOneSeenBefore() throws Exception {
        mirror.publish("bookworm", YESTERDAY, "", NEW);
        assertThat(judge(HELLO, false, "bookworm").advisories()).hasSize(2);
        mirror.publish("bookworm", YESTERDAY.minusSeconds(1), "", OLD);
        assertThat(failure("bookworm").detail()).contains("older than one of");
        mirror.publish("bookworm", YESTERDAY, "", NEW);
        assertThat(judge(HELLO, false, "bookworm").advisories()).hasSize(2);
    }

    @Test
    void refusesAnotherSuitesReleaseInASuitesPlace() throws Exception {
        mirror.publish("bookworm", YESTERDAY, "", OLD);
        mirror.publishSigned(
                "bookworm-security",
                TestMirror.release("bookworm", YESTERDAY, "", TestMirror.packages(OLD)),
                YESTERDAY);
        assertThat(failure("bookworm", "bookworm-security").detail()).contains("not of bookworm-security");
    }

    @Test
    void refusesAnIndexThatIsNotTheSignedOne() throws Exception {
        byte[] packages = TestMirror.packages(NEW);
        mirror.publishSigned("bookworm", TestMirror.release("bookworm", YESTERDAY, "", packages), YESTERDAY);
        byte[] other = TestMirror.packages(OLD);
        String path = "/debian/dists/bookworm/main/binary-amd64/by-hash/SHA256/"
                + dev.plimsoll.base.Digest.sha256(packages).hex();
        byte[] sameLength = packages.clone();
        sameLength[packages.length - 5] ^= 1;
        for (byte[] wrong : List.of(other, sameLength, Arrays.copyOf(packages, packages.length + 9))) {
            mirror.server().put(path, wrong);
            assertThat(failure("bookworm").detail()).contains("is not the file that the archive signed");
        }
        mirror.server().put(path, packages);
        mirror.server().put("/debian/" + NEW.filename(), NEW.bytes());
        assertThat(judge(HELLO, false, "bookworm").advisories()).hasSize(2);
    }

    @Test
    void refusesAPackageThatIsTruncatedOrTooLong() throws Exception {
        publishGood();
        byte[] good = NEW.bytes();
        for (int length : new int[] {good.length - 1, good.length / 2, good.length + 1, 0}) {
            mirror.server().put("/debian/" + NEW.filename(), Arrays.copyOf(good, length));
            assertThat(failure("bookworm", "bookworm-security").detail())
                    .as("length " + length)
                    .contains("is not the file that the archive signed");
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
