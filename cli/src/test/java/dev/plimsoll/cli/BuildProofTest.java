package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project's own Redis image, built from the live archive as users build it. */
@Tag("proof")
class BuildProofTest {
    private static final Path MACHINES_JAVA = Path.of("/usr/lib/jvm");

    @TempDir
    private Path folder;

    /** Every Java of the machine, from an empty cache each, as another user, in another zone and language: the bytes are the same. */
    @Test
    void one_lock_gives_one_image_in_clean_caches_and_under_every_java() throws Exception {
        Path lock = folder.resolve("redis.lock.json");
        build(ownJava(), "first", List.of("--lock", "--lock-file", lock.toString()), "C", "UTC");
        SortedMap<String, String> first = content("first");
        assertThat(first).containsKey("index.json").hasSizeGreaterThan(8);

        List<Path> all = new ArrayList<>(List.of(ownJava()));
        all.addAll(otherJavas());
        for (int i = 0; i < all.size(); i++) {
            build(all.get(i), "again" + i, List.of("--lock-file", lock.toString()), "tr_TR.UTF-8", "Asia/Kathmandu");
            assertThat(content("again" + i)).as(all.get(i).toString()).isEqualTo(first);
        }
    }

    @Test
    void an_image_for_arm64_is_built_on_any_machine() throws Exception {
        build(ownJava(), "arm", List.of("--platform", "linux/arm64"), "C", "UTC");

        assertThat(Files.readString(folder.resolve("arm/out/index.json"))).contains("\"architecture\":\"arm64\"");
    }

    private static Path ownJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private static List<Path> otherJavas() throws IOException {
        if (!Files.isDirectory(MACHINES_JAVA)) {
            return List.of();
        }
        Path own = ownJava().toRealPath();
        try (Stream<Path> homes = Files.list(MACHINES_JAVA)) {
            List<Path> others = new ArrayList<>();
            for (Path home :
                    homes.filter(path -> !Files.isSymbolicLink(path)).sorted().toList()) {
                Path java = home.resolve("bin/java");
                if (Files.isExecutable(java) && !java.toRealPath().equals(own)) {
                    others.add(java);
                }
            }
            return others;
        }
    }

    private void build(Path java, String name, List<String> options, String language, String zone) throws Exception {
        Path own = Files.createDirectories(folder.resolve(name));
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Duser.timezone=" + zone,
                "dev.plimsoll.cli.Main",
                "build",
                SharedFiles.checkout().resolve("containers/redis.yaml").toString(),
                "-o",
                "oci-dir://" + own.resolve("out")));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(each -> each.startsWith("XDG_"));
        builder.environment().put("HOME", own.toString());
        builder.environment().put("LC_ALL", language);
        Path said = own.resolve("said.txt");
        builder.redirectErrorStream(true).redirectOutput(said.toFile());
        int code = builder.start().waitFor();
        assertThat(code).as(Files.readString(said)).isZero();
    }

    /** Every file of a layout: its name and, blobs being called by their content, the index. */
    private SortedMap<String, String> content(String name) throws IOException {
        Path layout = folder.resolve(name).resolve("out");
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
