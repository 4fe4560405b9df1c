package dev.plimsoll.debian.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.debian.TestDeb;
import dev.plimsoll.image.TarStream;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebPackageTest {
    private static final byte[] CONTROL = text("Package: sample\nVersion: 1\nArchitecture: amd64\n");

    @TempDir
    Path directory;

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> entries(Path deb) throws IOException {
        List<String> entries = new ArrayList<>();
        DebPackage.open(deb).files(entry -> {
            TarStream.Details details = entry.details();
            String content = details.type() == TarStream.Type.FILE
                    ? new String(entry.content().readAllBytes(), StandardCharsets.UTF_8)
                    : entry.link();
            entries.add("%s %s %o %d:%d %s:%s %d %s"
                    .formatted(
                            details.type(),
                            entry.path(),
                            details.mode(),
                            details.userId(),
                            details.groupId(),
                            details.userName(),
                            details.groupName(),
                            entry.size(),
                            content));
            assertThat(details.modified()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
        });
        return entries;
    }

    @ParameterizedTest
    @ValueSource(strings = {"xz", "zstd", "gzip", "none"})
    @RequiresCommand({"dpkg-deb", "fakeroot"})
    void givesWhatDpkgPackedInWhateverCompression(String compression) throws IOException {
        Path root = directory.resolve("root");
        Files.createDirectories(root.resolve("DEBIAN"));
        Files.write(
                root.resolve("DEBIAN/control"),
                text("Package: sample\nVersion: 1\nArchitecture: amd64\nMaintainer: A <a@b.c>\nDescription: x\n"));
        Files.write(root.resolve("DEBIAN/postinst"), text("#!/bin/sh\n"));
        Files.createDirectories(root.resolve("usr/bin"));
        Files.write(root.resolve("usr/bin/tool"), text("tool"));
        Files.createLink(root.resolve("usr/bin/twin"), root.resolve("usr/bin/tool"));
        Files.createSymbolicLink(root.resolve("usr/link"), Path.of("../etc/ü"));
        String deb = directory.resolve("sample.deb").toString();
        Command.run("fakeroot", "sh", "-c", """
                set -e
                cd "$1"
                chmod 755 DEBIAN/postinst usr usr/bin . DEBIAN
                chmod 4755 usr/bin/tool
                chown -h 0:0 . usr usr/bin usr/link
                chown 0:8 usr/bin/tool
                chmod 4755 usr/bin/tool
                find . -exec touch -h -d @1700000000 {} +
                SOURCE_DATE_EPOCH=1700000000 dpkg-deb -Z%s --build . "$2"
                """.formatted(compression), "sh", root.toString(), deb);

        assertThat(entries(Path.of(deb)))
                .containsExactlyInAnyOrder(
                        "DIRECTORY  755 0:0 root:root 0 ",
                        "DIRECTORY usr 755 0:0 root:root 0 ",
                        "DIRECTORY usr/bin 755 0:0 root:root 0 ",
                        "FILE usr/bin/tool 4755 0:8 root:mail 4 tool",
                        "HARD_LINK usr/bin/twin 4755 0:8 root:mail 0 ./usr/bin/tool",
                        "SYMLINK usr/link 777 0:0 root:root 0 ../etc/ü");
        assertThat(DebPackage.open(Path.of(deb)).control())
                .containsOnlyKeys("control", "postinst")
                .satisfies(control -> assertThat(control.get("postinst")).isEqualTo(text("#!/bin/sh\n")));
    }

    private Path deb(TestDeb.Ar ar) throws IOException {
        return Files.write(directory.resolve("sample.deb"), ar.bytes());
    }

    private static TestDeb.Ar start() {
        TestDeb.Ar ar = new TestDeb.Ar();
        ar.member("debian-binary", text("2.0\n"));
        return ar;
    }

    private static TestDeb.Ar withControl() {
        TestDeb.Ar ar = start();
        ar.member(
                "control.tar.gz",
                TestDeb.gzip(new TestDeb.Tar().file("./control", CONTROL).bytes()));
        return ar;
    }

    private void assertRefused(Path deb, String... parts) {
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() ->
                        DebPackage.open(deb).files(entry -> entry.content().readAllBytes()))
                .withMessageContainingAll(parts)
                .withMessageContaining("sample.deb")
                .matches(e -> e.code() == ErrorCode.FEED_MALFORMED);
    }

    @Test
    void refusesWhatIsNoPackage() throws IOException {
        assertRefused(Files.write(directory.resolve("sample.deb"), text("no package")), "ar archive");
        assertRefused(deb(new TestDeb.Ar()), "debian-binary");
        TestDeb.Ar future = new TestDeb.Ar();
        future.member("debian-binary", text("3.0\n"));
        assertRefused(deb(future), "format 3.0");
        assertRefused(deb(start()), "no control.tar");
        assertRefused(deb(withControl()), "no data.tar");
        TestDeb.Ar swapped = start();
        swapped.member("data.tar", new TestDeb.Tar().bytes());
        assertRefused(deb(swapped), "data.tar where control.tar must be");
        TestDeb.Ar unknown = withControl();
        unknown.member("data.tar.lzma", text("x"));
        assertRefused(deb(unknown), "data.tar.lzma", "not supported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../etc/passwd", "./usr/../../etc/passwd", "usr/..", "/etc/passwd"})
    void refusesNamesThatDoNotLiePlainlyBelowTheRoot(String name) throws IOException {
        TestDeb.Ar ar = withControl();
        ar.member("data.tar", new TestDeb.Tar().file(name, text("x")).bytes());
        assertRefused(deb(ar), name);
    }

    @Test
    void refusesWhatIsCutOffAnywhere() throws IOException {
        TestDeb.Ar ar = withControl();
        ar.member(
                "data.tar",
                new TestDeb.Tar()
                        .file("./first", text("one"))
                        .file("./second", text("two"))
                        .bytes());
        byte[] whole = ar.bytes();
        for (int length = 1; length < whole.length; length += 97) {
            Path cut = Files.write(directory.resolve("sample.deb"), Arrays.copyOf(whole, length));
            assertRefused(cut, "no sound package");
        }
    }

    @Test
    void namesTheFileAtWhichAPackageBreaksOff() throws IOException {
        TestDeb.Ar ar = withControl();
        ar.member(
                "data.tar",
                new TestDeb.Tar()
                        .file("./first", text("one"))
                        .file("./large", new byte[600_000])
                        .bytes());
        byte[] whole = ar.bytes();
        Path cut = Files.write(directory.resolve("sample.deb"), Arrays.copyOf(whole, whole.length - 100_000));
        assertRefused(cut, "at or after its file large", "before its stated size");
    }

    @Test
    void refusesATarWithoutItsEnd() throws IOException {
        byte[] tar = new TestDeb.Tar().file("./first", text("one")).bytes();
        TestDeb.Ar ar = withControl();
        ar.member("data.tar", Arrays.copyOf(tar, tar.length - 1024));
        assertRefused(deb(ar), "cut off");
    }

    @Test
    void refusesAMemberWithASizeThatIsNone() throws IOException {
        byte[] bytes = withControl().bytes();
        bytes[8 + 60 + 4 + 48] = '-';
        assertRefused(Files.write(directory.resolve("sample.deb"), bytes), "size");
    }

    @Test
    void refusesAControlPartThatInflatesWithoutEnd() throws IOException {
        TestDeb.Ar ar = start();
        ar.member(
                "control.tar.gz",
                TestDeb.gzip(
                        new TestDeb.Tar().file("./control", new byte[80 << 20]).bytes()));
        assertRefused(deb(ar), "control");
    }

    @Test
    void aVisitorsOwnFailureIsNotThePackages() throws IOException {
        TestDeb.Ar ar = withControl();
        ar.member("data.tar", new TestDeb.Tar().file("./first", text("one")).bytes());
        DebPackage sample = DebPackage.open(deb(ar));
        assertThatIOException()
                .isThrownBy(() -> sample.files(entry -> {
                    throw new IOException("disk full");
                }))
                .withMessage("disk full");
    }
}
