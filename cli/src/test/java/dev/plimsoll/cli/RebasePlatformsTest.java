package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plimsoll rebase} of images that are there for several platforms, with findings. */
class RebasePlatformsTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path directory;

    private LodashImages images;

    @BeforeEach
    void start() throws IOException {
        images = new LodashImages(directory).write();
        new SampleFeeds(directory.resolve("mirror"), this::run).lodash();
    }

    private CliRun run(String... arguments) {
        return CliRun.of(Map.of("HOME", directory.toString()), NOW, arguments);
    }

    private CliRun rebase(String onto, String... more) {
        return run(Stream.concat(
                        Stream.of(
                                "rebase",
                                images.place("child"),
                                "--onto",
                                images.place(onto),
                                "--from",
                                images.place("base"),
                                "--offline"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void eachIsToldOfAndTheyAreWrittenAsOneWithDocumentsOfEach() throws IOException {
        Path folder = directory.resolve("documents");

        CliRun planned = rebase("new", "--dry-run");
        CliRun run = rebase("new", "-o", images.place("out"), "--documents", folder.toString());

        assertThat(run.err()).isEmpty();
        String each = "): stands on " + images.place("new") + "\n"
                + "  its base was " + images.place("base") + ", as --from says\n"
                + "  1 of its layers goes, 1 comes in its place, 1 is its own\n"
                + "  High 0, down from 1\n";
        assertThat(run.out())
                .startsWith(images.place("child") + " (linux/amd64" + each + images.place("child") + " (linux/arm64"
                        + each + "  sha256:")
                .endsWith("  lies in " + images.place("out") + "\n");
        assertThat(planned.out())
                .contains(" (linux/arm64" + each.replace("stands", "would stand"))
                .doesNotContain("lies in");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(Stream.of("linux-amd64.", "linux-arm64.")
                            .flatMap(platform -> Stream.of(
                                            "openvex.json", "provenance.intoto.json", "sbom.cdx.json", "sbom.spdx.json")
                                    .map(name -> platform + name))
                            .toArray(String[]::new));
        }
    }

    @Test
    void whatStandsOnTheNewBaseAlreadyIsSaid() {
        CliRun mixed = run(
                "rebase",
                images.place("mixed"),
                "--onto",
                images.place("new"),
                "--from",
                images.place("base"),
                "--offline",
                "-o",
                images.place("out"));
        CliRun again = run(
                "rebase", images.place("out"), "--onto", images.place("new"), "--offline", "-o", images.place("again"));

        assertThat(mixed.err()).isEmpty();
        assertThat(mixed.out())
                .contains(
                        "High 0, down from 1",
                        "(linux/arm64): stands on " + images.place("new") + " already, and stays as it is\n");
        assertThat(again.out())
                .isEqualTo(
                        images.place("out") + ": stands on " + images.place("new") + " already; nothing was written\n");
        assertThat(directory.resolve("again")).doesNotExist();
    }

    @Test
    void anArchiveGetsThePlatformThatIsChosen() {
        Path archive = directory.resolve("out.tar");

        CliRun run = rebase("new", "-o", "archive://" + archive, "--platform", "linux/arm64");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith(images.place("child") + ": stands on ")
                .contains("High 0, down from 1", "no place for SBOM, OpenVEX and provenance", "--documents DIR");
        assertThat(run("sbom", "--format", "cyclonedx", "--offline", "archive://" + archive)
                        .out())
                .contains("4.17.21");
        assertThat(rebase("new", "-o", "archive://" + directory.resolve("mine.tar"))
                        .out())
                .as("without a choice it is this machine's")
                .contains("lies in archive://");
    }

    @Test
    void aPlatformThatTheNewBaseDoesNotHaveIsNamed() {
        images.writeHalf();

        CliRun run = rebase("half", "-o", images.place("out"));

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("is not there for linux/arm64", "--platform");
        assertThat(directory.resolve("out")).doesNotExist();
        assertThat(rebase("half", "-o", images.place("out"), "--platform", "linux/amd64")
                        .code())
                .isZero();
    }
}
