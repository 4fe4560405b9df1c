package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, wherever it is needed, costs the new image and not the former one; with room again the build works. */
@RequiresCommand({"mount", "umount"})
class FullDiskBuildTest {
    @TempDir
    private Path folder;

    private final LockedPackagesServer mirror = new LockedPackagesServer();
    private Path disk = Path.of("");
    private boolean mounted;

    @BeforeEach
    void mount() throws IOException {
        disk = Files.createDirectory(folder.resolve("disk"));
        try {
            Command.run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString());
            mounted = true;
        } catch (IllegalStateException e) {
            Assumptions.abort("no disk could be mounted here: " + e.getMessage());
        }
        mirror.deb("base", new TinyTar().file("./etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n"))
                .deb(
                        "app",
                        new TinyTar()
                                .file("./usr/share/one", 0644, noise(500_000))
                                .file("./usr/share/other", 0644, noise(500_001)));
    }

    @AfterEach
    void unmount() {
        mirror.close();
        if (mounted) {
            Command.run("umount", disk.toString());
        }
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    @Test
    void for_what_is_fetched() throws Exception {
        BuildProcess build =
                build().with("XDG_CACHE_HOME", disk.resolve("cache").toString());

        failsAndWorksAgain(build, "oci-dir://" + folder.resolve("image"), "disk/cache", "XDG_CACHE_HOME");
    }

    @Test
    void for_what_is_unpacked() throws Exception {
        BuildProcess build = build().withTemporary(disk.resolve("tmp"));

        failsAndWorksAgain(build, "oci-dir://" + folder.resolve("image"), "disk/tmp", "TMPDIR");
    }

    @Test
    void for_the_image() throws Exception {
        failsAndWorksAgain(build(), "oci-dir://" + disk.resolve("image"), "disk/image", "name another place");
    }

    @Test
    void for_an_archive() throws Exception {
        failsAndWorksAgain(build(), "archive://" + disk.resolve("image.tar"), "disk/image.tar", "name another place");
    }

    private BuildProcess build() throws IOException {
        return BuildProcess.in(Files.createDirectories(folder.resolve("home")));
    }

    private void failsAndWorksAgain(BuildProcess build, String output, String place, String advice) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of(mirror.spec(folder.resolve("spec")).toString(), "--output", output, "--revision", "former"));
        arguments.addAll(mirror.options());
        build.run(arguments);
        Path image = Path.of(output.substring(output.indexOf("://") + 3));
        Map<String, Long> former = contents(image);
        deletePackages();
        Path filler = fill();
        arguments.set(arguments.indexOf("former"), "next");

        int code = build.start(arguments).waitFor();

        assertThat(code).as(build.said()).isEqualTo(ExitCode.FAILED);
        assertThat(build.said())
                .contains("plimsoll/app:latest was not built: ", "No space left on device", place, advice)
                .doesNotContain("Exception", "fault of plimsoll");
        assertThat(contents(image)).isEqualTo(former);
        Files.delete(filler);
        build.run(arguments);
        assertThat(contents(image)).isNotEqualTo(former);
    }

    /** Those in the cache, so that they are wanted again. */
    private void deletePackages() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each :
                    files.filter(path -> path.toString().endsWith(".deb")).toList()) {
                Files.delete(each);
            }
        }
    }

    /** Leaves room for a few small files. */
    private Path fill() throws IOException {
        Path filler = disk.resolve("filler");
        long room = Files.getFileStore(disk).getUsableSpace() - 300_000;
        try (OutputStream out = Files.newOutputStream(filler)) {
            out.write(new byte[(int) room]);
        }
        return filler;
    }

    private static Map<String, Long> contents(Path image) throws IOException {
        Map<String, Long> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(image)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                boolean archive = file.equals(image);
                contents.put(
                        file.toString(),
                        archive ? Files.getLastModifiedTime(file).toMillis() : Files.size(file));
            }
        }
        return contents;
    }
}
