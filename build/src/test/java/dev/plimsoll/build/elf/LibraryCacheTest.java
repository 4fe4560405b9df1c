package dev.plimsoll.build.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.build.tree.UsrMerge;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryCacheTest {
    @TempDir
    Path folder;

    private final Draft draft = new Draft(Instant.EPOCH);

    private void library(String path, Path real) throws IOException {
        draft.put(LayerFile.file(path, 0644, Instant.EPOCH, FileBody.of(real)));
    }

    @Test
    @RequiresCommand("ldconfig")
    void is_byte_for_byte_what_ldconfig_writes() throws IOException {
        Path libraries = realLibraries();
        UsrMerge.begin(draft, "");
        String triplet = libraries.getFileName().toString();
        String place = "usr/lib/" + triplet + "/";
        draft.putText("etc/ld.so.conf", "include /etc/ld.so.conf.d/*.conf\n");
        draft.putText("etc/ld.so.conf.d/x.conf", "# libraries\n/opt/lib\n/lib/" + triplet + "\n/nowhere\n");
        try (Stream<Path> files = Files.list(libraries)) {
            for (Path each : files.filter(file -> file.getFileName().toString().matches("lib[a-d].*\\.so.*"))
                    .sorted()
                    .toList()) {
                String name = each.getFileName().toString();
                if (Files.isSymbolicLink(each) && Files.readSymbolicLink(each).isAbsolute()) {
                    continue;
                }
                if (Files.isSymbolicLink(each)) {
                    draft.put(LayerFile.symlink(
                            place + name, Files.readSymbolicLink(each).toString(), Instant.EPOCH));
                } else if (Files.isRegularFile(each)) {
                    library(place + name, each);
                }
            }
        }
        // The same library in another directory and under the names of two versions, of which the later counts.
        Path libc = libraries.resolve("libc.so.6");
        library("opt/lib/libx.so.9", libc);
        library("opt/lib/libx.so.10", libc);
        library("usr/lib/liby.so", libraries.resolve("libm.so.6"));
        draft.putText(place + "libscript.so", "/* GNU ld script */\n");
        write();
        Command.run("ldconfig", "-r", folder.toString());

        String version =
                Command.run("ldconfig", "--version").lines().findFirst().orElseThrow();
        int number = version.lastIndexOf(' ');
        LibraryCache.update(
                draft,
                new ElfFiles(draft),
                triplet.startsWith("x86_64") ? "amd64" : "arm64",
                version.substring(0, number) + " stable release version" + version.substring(number));
        LayerFile cache = draft.find("etc/ld.so.cache").orElseThrow();
        Path ours = folder.resolve("ours");
        try (InputStream in = cache.body().orElseThrow().open()) {
            Files.copy(in, ours);
        }
        Path real = folder.resolve("etc/ld.so.cache");
        assertThat(listed(ours)).hasSizeGreaterThan(20).containsExactlyElementsOf(listed(real));
        assertThat(Files.mismatch(ours, real)).isEqualTo(-1);
        for (String path : List.of("opt/lib/libc.so.6", "usr/lib/libm.so.6")) {
            assertThat(draft.find(path).map(LayerFile::linkTarget).orElse(""))
                    .isEqualTo(Files.readSymbolicLink(folder.resolve(path)).toString());
        }
    }

    /** What a cache says, without the line that names its file. */
    private static List<String> listed(Path cache) {
        return Command.run("ldconfig", "-p", "-C", cache.toString())
                .lines()
                .skip(1)
                .toList();
    }

    private static Path realLibraries() {
        return Path.of(
                "/usr/lib", LibraryPaths.triplet(System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64"));
    }

    private void write() throws IOException {
        for (LayerFile each : draft.files()) {
            Path file = folder.resolve(each.path());
            switch (each.type()) {
                case DIRECTORY -> Files.createDirectories(file);
                case SYMLINK -> Files.createSymbolicLink(file, Path.of(each.linkTarget()));
                case FILE -> {
                    try (InputStream in = each.body().orElseThrow().open()) {
                        Files.copy(in, file);
                    }
                }
                case HARD_LINK -> throw new AssertionError("no hard links here");
            }
        }
    }
}
