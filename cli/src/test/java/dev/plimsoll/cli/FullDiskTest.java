package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full costs the new report, and neither the former one nor a word of why. Only root may mount such a disk. */
@RequiresCommand({"mount", "umount"})
class FullDiskTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    private Path directory;

    private Path disk = Path.of("");

    @BeforeEach
    void mount() throws IOException {
        disk = Files.createDirectory(directory.resolve("disk"));
        try {
            Command.run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString());
        } catch (IllegalStateException e) {
            Assumptions.abort("no disk could be mounted here: " + e.getMessage());
        }
    }

    @AfterEach
    void unmount() {
        if (Files.exists(disk.resolve("reports"))) {
            Command.run("umount", disk.toString());
        }
    }

    @Test
    void a_report_for_which_there_is_no_room_leaves_the_former_one_as_it_was() throws IOException {
        Path reports = Files.createDirectory(disk.resolve("reports"));
        assertThat(report(reports).code()).isZero();
        Map<String, String> before = contents(reports);
        fill();

        CliRun run = report(reports);
        CliRun gate = run("gate", "--offline", image(), "-d", reports.toString());

        for (CliRun each : new CliRun[] {run, gate}) {
            assertThat(each.code()).isEqualTo(ExitCode.FAILED);
            assertThat(each.err())
                    .contains(reports.toString(), "No space left on device")
                    .doesNotContain("Exception", "at dev.");
        }
        assertThat(contents(reports)).isEqualTo(before).containsKeys("security-summary.md", "security-results.sarif");
    }

    @Test
    void a_first_report_without_room_leaves_no_half_of_one() throws IOException {
        Path reports = Files.createDirectory(disk.resolve("reports"));
        fill();

        assertThat(report(reports).code()).isEqualTo(ExitCode.FAILED);

        assertThat(contents(reports)).isEmpty();
    }

    /** Leaves room for the names of a few files, and for nothing in them. */
    private void fill() throws IOException {
        byte[] block = new byte[1024];
        try (var out = Files.newOutputStream(disk.resolve("filler"))) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left on device");
        }
    }

    private CliRun report(Path reports) {
        return run("report", "--offline", image(), "-d", reports.toString());
    }

    private String image() {
        return "archive://"
                + TinyImage.writeTar(
                        new TinyImage()
                                .layer(new TinyTar().file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n"))
                                .dockerFiles(),
                        directory.resolve("app.tar"));
    }

    private static Map<String, String> contents(Path reports) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(reports)) {
            for (Path file : files.filter(each -> !each.getFileName().toString().contains("lock"))
                    .toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return contents;
    }

    private CliRun run(String... arguments) {
        return CliRun.of(
                Map.of("HOME", directory.resolve("home").toString()), Clock.fixed(NOW, ZoneOffset.UTC), arguments);
    }
}
