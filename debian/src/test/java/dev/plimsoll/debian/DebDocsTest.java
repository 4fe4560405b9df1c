package dev.plimsoll.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.testkit.RequiresCommand;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DebDocsTest {
    private static DebDocs read(TestDeb deb) throws IOException {
        return DebDocs.read(new ByteArrayInputStream(deb.bytes()), deb.name());
    }

    @Test
    void takesDebiansChangelogBeforeUpstreamsAndThatOfRebuildsApart() throws IOException {
        TestDeb.Tar tar = new TestDeb.Tar()
                .file("./usr/share/doc/hello-other/changelog.Debian.gz", TestDeb.gzip("another"))
                .file("./usr/share/doc/hello/changelog.Debian.amd64.gz", TestDeb.gzip("rebuilt"))
                .file("./usr/share/doc/hello/changelog.Debian.gz", TestDeb.gzip("Debian"))
                .file("./usr/share/doc/hello/changelog.gz", TestDeb.gzip("upstream"));
        assertThat(read(TestDeb.of("hello", "1-1", "", tar))).isEqualTo(new DebDocs("Debian", "rebuilt", ""));
    }

    @Test
    void takesTheOneChangelogOfANativePackage() throws IOException {
        TestDeb.Tar tar = new TestDeb.Tar()
                .longNamed("./usr/share/" + "x".repeat(200), new byte[700])
                .file("./usr/share/doc/hello/changelog.gz", TestDeb.gzip("native"));
        assertThat(read(TestDeb.of("hello", "1", "", tar)).changelog()).isEqualTo("native");
    }

    @ParameterizedTest
    @CsvSource({
        "usr/share/doc/libgcc-s1, gcc-12-base, gcc-12-base",
        "usr/share/doc/a, ../doc/b, b",
        "usr/share/doc/a, /usr/share/doc/b/, b",
        "usr/share/doc/a/changelog.Debian.gz, ../b/changelog.Debian.gz, b",
        "usr/share/doc/a, ../../../../etc/passwd, ''",
    })
    void followsLinksOnlyToOtherDocumentation(String from, String target, String expected) {
        assertThat(DebDocs.linkedPackage(from, target)).isEqualTo(expected);
    }

    @Test
    void complainsAboutAPackageCutAnywhere() {
        byte[] whole = TestDeb.withChangelog("hello", "1-1", "", "text").bytes();
        for (int length = 0; length < whole.length - 40; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> DebDocs.read(new ByteArrayInputStream(cut), "hello"))
                    .as("cut at " + length)
                    .isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xz", "gzip", "zstd", "none"})
    @RequiresCommand("dpkg-deb")
    void readsWhatDpkgDebWrites(String compression, @TempDir Path directory) throws Exception {
        Path doc = Files.createDirectories(directory.resolve("root/usr/share/doc/hello"));
        Files.write(doc.resolve("changelog.Debian.gz"), TestDeb.gzip("from dpkg-deb"));
        Path control = Files.createDirectories(directory.resolve("root/DEBIAN")).resolve("control");
        Files.writeString(
                control,
                "Package: hello\nVersion: 1-1\nArchitecture: all\nMaintainer: A <a@example.org>\nDescription: x\n");
        Path deb = directory.resolve("hello.deb");
        Process process = new ProcessBuilder(List.of(
                        "dpkg-deb",
                        "-Z" + compression,
                        "--build",
                        directory.resolve("root").toString(),
                        deb.toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        try (java.io.InputStream in = Files.newInputStream(deb)) {
            assertThat(DebDocs.read(in, "hello").changelog()).isEqualTo("from dpkg-deb");
        }
    }
}
