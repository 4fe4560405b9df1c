package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The project's own images, built from the live archive as users build them. */
@Tag("proof")
class BuildProofTest {
    private static final Path MACHINES_JAVA = Path.of("/usr/lib/jvm");
    private static final Path CONTAINERS = SharedFiles.checkout().resolve("containers");

    @TempDir
    private Path folder;

    /**
     * Every Java of the machine, from an empty cache each, in another home, zone and language, of a checkout that was made at another time
     * by somebody whose files nobody else may read: the bytes are the same.
     */
    @ParameterizedTest
    @ValueSource(strings = {"redis", "postgresql"})
    void one_lock_gives_one_image_in_clean_caches_and_under_every_java(String name) throws Exception {
        Path lock = folder.resolve(name + ".lock.json");
        BuildProcess.in(folder("first"), BuildProcess.ownJava(), "022")
                .withJava("-Duser.timezone=UTC")
                .with("LC_ALL", "C")
                .run(arguments(CONTAINERS, name, "first", "--lock", "--lock-file", lock.toString()));
        SortedMap<String, String> first = content("first");
        assertThat(first).containsKey("index.json").hasSizeGreaterThan(8);

        Path theirs = privateCopy();
        for (Path java : javas()) {
            String again = "again" + java.toString().replace('/', '-');
            BuildProcess.in(folder(again), java, "077")
                    .withJava("-Duser.timezone=Asia/Kathmandu", "-Duser.name=somebody")
                    .with("LC_ALL", "tr_TR.UTF-8")
                    .run(arguments(theirs, name, again, "--lock-file", lock.toString()));
            assertThat(content(again)).as(java.toString()).isEqualTo(first);
        }
    }

    @Test
    void an_image_for_arm64_is_built_on_any_machine() throws Exception {
        BuildProcess.in(folder("arm")).run(arguments(CONTAINERS, "redis", "arm", "--platform", "linux/arm64"));

        assertThat(Files.readString(folder.resolve("arm/out/index.json"))).contains("\"architecture\":\"arm64\"");
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private List<String> arguments(Path containers, String name, String output, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of(containers.resolve(name + ".yaml").toString(), "-o", "oci-dir://" + layout(output)));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private Path layout(String name) {
        return folder.resolve(name).resolve("out");
    }

    /** The checkout's specs and files with other modes and times. */
    private Path privateCopy() throws IOException {
        Path copy = folder("checkout").resolve("containers");
        try (Stream<Path> all = Files.walk(CONTAINERS)) {
            for (Path each : all.filter(path -> !path.startsWith(CONTAINERS.resolve("out")))
                    .toList()) {
                Path target = copy.resolve(CONTAINERS.relativize(each).toString());
                Files.copy(each, target);
                boolean program = Files.isDirectory(target) || Files.isExecutable(target);
                Files.setPosixFilePermissions(
                        target, PosixFilePermissions.fromString(program ? "rwx------" : "rw-------"));
                Files.setLastModifiedTime(target, FileTime.fromMillis(1_000_000_000_000L));
            }
        }
        return copy;
    }

    private static List<Path> javas() throws IOException {
        List<Path> javas = new ArrayList<>(List.of(BuildProcess.ownJava()));
        if (!Files.isDirectory(MACHINES_JAVA)) {
            return javas;
        }
        try (Stream<Path> homes = Files.list(MACHINES_JAVA)) {
            for (Path home :
                    homes.filter(path -> !Files.isSymbolicLink(path)).sorted().toList()) {
                Path java = home.resolve("bin/java");
                if (Files.isExecutable(java)
                        && !java.toRealPath().equals(javas.get(0).toRealPath())) {
                    javas.add(java);
                }
            }
        }
        return javas;
    }

    /** Every file of a layout: its name and, blobs being called by their content, the index. */
    private SortedMap<String, String> content(String name) throws IOException {
        Path layout = layout(name);
        SortedMap<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(layout)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                boolean blob = file.startsWith(layout.resolve("blobs"));
                content.put(layout.relativize(file).toString(), blob ? "" : Files.readString(file));
            }
        }
        return content;
    }
}
