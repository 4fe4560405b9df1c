package dev.plimsoll.debian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.advisory.Coverage.Reason;
import dev.plimsoll.advisory.Knowledge;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.junit.jupiter.api.Test;

/** Only what the archive's keys have signed is believed. */
class ArchiveTrustTest extends ArchiveCases {
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
}
