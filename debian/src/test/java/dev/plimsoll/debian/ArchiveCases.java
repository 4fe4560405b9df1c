package dev.plimsoll.debian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.advisory.Coverage.Level;
import dev.plimsoll.advisory.Knowledge;
import dev.plimsoll.inventory.Component;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A mirror made for the case, and what the archive's source says of it. */
abstract class ArchiveCases {
    static final Instant YESTERDAY = TestMirror.NOW.minus(Duration.ofDays(1));

    static final String CHANGELOG = """
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

    static final TestDeb OLD = TestDeb.withChangelog("hello", "2.10-3", "", "");

    static final TestDeb NEW = TestDeb.withChangelog("hello", "2.10-3+deb12u2", "", CHANGELOG);

    static final TestDeb OTHER = TestDeb.withChangelog("other", "1.0", "", "");

    static final Component HELLO = installed("2.10-3");

    /** What may have become of a file of the cache. */
    static final List<UnaryOperator<byte[]>> DAMAGES = List.of(
            content -> new byte[0],
            content -> new byte[10],
            content -> Arrays.copyOf(content, content.length - 1),
            content -> flipped(content, 0),
            content -> flipped(content, content.length / 2),
            content -> flipped(content, content.length - 1));

    private static byte[] flipped(byte[] content, int place) {
        byte[] changed = content.clone();
        changed[place] ^= 1;
        return changed;
    }

    static TestKey archiveKey;

    static TestKey foreignKey;

    @TempDir
    Path directory;

    TestMirror mirror;

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

    static Component installed(String version) {
        return InstalledRoot.component("hello", version, "hello", version, "amd64");
    }

    Knowledge judge(Component component, boolean allowExpired, String... suites) throws Exception {
        try (DebianArchiveSource source = mirror.source(allowExpired, suites)) {
            return source.lookUp(List.of(component), Optional.of(InstalledRoot.BOOKWORM))
                    .get(0);
        }
    }

    Coverage failure(String... suites) throws Exception {
        Knowledge knowledge = judge(HELLO, false, suites);
        assertThat(knowledge.advisories()).isEmpty();
        assertThat(knowledge.coverage().level()).isEqualTo(Level.NOT_JUDGED);
        return knowledge.coverage();
    }

    void publishGood() {
        mirror.publish("bookworm", YESTERDAY, "", OLD);
        mirror.publish(
                "bookworm-security",
                YESTERDAY,
                "Valid-Until: " + TestMirror.text(TestMirror.NOW.plusSeconds(60)) + "\n",
                NEW);
    }
}
