package dev.plimsoll.debian;

import dev.plimsoll.advisory.AdvisorySource;
import dev.plimsoll.advisory.AdvisorySourceContract;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class DebianArchiveContractTest extends AdvisorySourceContract {
    private static TestKey key;

    @TempDir
    Path directory;

    private TestMirror mirror;

    @BeforeAll
    static void makeKey() {
        key = new TestKey();
    }

    @BeforeEach
    void publish() {
        mirror = new TestMirror(directory, key);
        String changelog = """
                hello (2-1) unstable; urgency=medium

                  * Fix CVE-2026-1111.

                 -- A Maintainer <a@debian.org>  Thu, 12 Nov 2026 10:00:00 +0000

                hello (1-1) unstable; urgency=medium

                  * Initial release.

                 -- A Maintainer <a@debian.org>  Thu, 12 Nov 2020 10:00:00 +0000
                """;
        mirror.publish(
                "bookworm",
                TestMirror.NOW.minus(Duration.ofDays(1)),
                "",
                TestDeb.withChangelog("hello", "2-1", "", changelog));
    }

    @AfterEach
    void stop() {
        mirror.close();
    }

    @Override
    protected AdvisorySource source() throws Exception {
        return mirror.source(false, "bookworm");
    }

    @Override
    protected Optional<Distro> distro() {
        return Optional.of(InstalledRoot.BOOKWORM);
    }

    @Override
    protected Component known() {
        return InstalledRoot.component("hello", "1-1", "hello", "1-1", "amd64");
    }

    @Override
    protected Component uncovered() {
        return InstalledRoot.component("tool", "1-1", "tool", "1-1", "amd64");
    }
}
