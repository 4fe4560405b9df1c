package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9}, whenever it comes: under the output's name is the former image or the new one, and the next run simply works. */
@Tag("proof")
class KilledBuildTest {
    private static final int MOMENTS = 6;
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    @TempDir
    private Path folder;

    private final ArchiveStandIn archive = ArchiveStandIn.start();

    private Path spec = Path.of("");

    @BeforeEach
    void writeSpec() throws IOException {
        spec = SmallImage.spec(folder);
    }

    @AfterEach
    void close() {
        archive.close();
    }

    @Test
    void with_an_empty_cache() throws Exception {
        Path undisturbed = Files.createDirectories(folder.resolve("undisturbed"));
        Duration duration = timed(undisturbed);
        String image = image(undisturbed);

        for (int moment = 1; moment <= MOMENTS; moment++) {
            Path home = Files.createDirectories(folder.resolve("cold-" + moment));
            kill(home, duration.multipliedBy(moment).dividedBy(MOMENTS + 1));

            if (Files.exists(home.resolve("out/index.json"))) {
                assertThat(image(home)).isEqualTo(image);
            }
            assertNextRunWorks(home, undisturbed);
        }
    }

    @Test
    void with_a_full_cache_and_a_former_image() throws Exception {
        Path undisturbed = Files.createDirectories(folder.resolve("undisturbed"));
        Path home = Files.createDirectories(folder.resolve("warm"));
        BuildProcess.in(undisturbed).run(arguments(undisturbed));
        BuildProcess.in(home).run(arguments(home));
        Duration duration = timed(home);
        String image = image(home);

        for (int moment = 1; moment <= MOMENTS; moment++) {
            BuildProcess.in(home).run(arguments(home, "--revision", "former"));
            String former = image(home);
            kill(home, duration.multipliedBy(moment).dividedBy(MOMENTS + 1));

            assertThat(former).isNotEqualTo(image);
            assertThat(image(home)).isIn(former, image);
            assertNextRunWorks(home, undisturbed);
        }
    }

    private Duration timed(Path home) throws Exception {
        long begun = System.nanoTime();
        BuildProcess.in(home).run(arguments(home));
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private void kill(Path home, Duration after) throws Exception {
        Process process = BuildProcess.in(home).start(arguments(home));
        boolean ended = process.waitFor(after.toMillis(), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        if (ended) {
            // The machine is quicker now than when it was measured: no moment of the build, but none to fail either.
            assertThat(process.exitValue()).as(BuildProcess.in(home).said()).isZero();
        }
    }

    private void assertNextRunWorks(Path home, Path undisturbed) throws Exception {
        BuildProcess next = BuildProcess.in(home);
        next.run(arguments(home));

        assertThat(image(home)).isEqualTo(image(undisturbed));
        assertThat(files(home.resolve("out"))).isEqualTo(files(undisturbed.resolve("out")));
        assertThat(files(home.resolve(".cache"))).isEqualTo(files(undisturbed.resolve(".cache")));
        assertThat(next.temporary()).isEmptyDirectory();
    }

    /** The image's digest, after all of it was read. */
    private String image(Path home) throws IOException {
        CliRun read = CliRun.of(
                Map.of("HOME", home.resolve("reader").toString()),
                Clock.systemUTC(),
                "sbom",
                "--offline",
                "oci-dir://" + home.resolve("out"));
        assertThat(read.code()).as(read.err()).isZero();
        Matcher digest = DIGEST.matcher(Files.readString(home.resolve("out/index.json")));
        assertThat(digest.find()).isTrue();
        return digest.group();
    }

    private List<String> arguments(Path home, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of(spec.toString(), "-o", "oci-dir://" + home.resolve("out"), "--no-lock"));
        arguments.addAll(archive.options());
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static SortedSet<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(path -> directory.relativize(path).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
