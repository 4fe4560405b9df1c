package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plimsoll rebase}, on archives as {@code docker save} writes them. */
class RebaseCommandTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path directory;

    @BeforeEach
    void makeImages() {
        TinyTar old = new TinyTar().file("etc/passwd", "root").file("etc/version", "1");
        write("base", new TinyImage().layer(old).run("Env", "[\"PATH=/bin\"]"));
        write(
                "child",
                new TinyImage()
                        .layer(old)
                        .layer(new TinyTar().file("opt/app", "app"))
                        .run("Env", "[\"PATH=/bin\", \"APP=1\"]"));
        write("clashing", new TinyImage().layer(old).layer(new TinyTar().file("etc/version", "mine")));
        write(
                "new",
                new TinyImage()
                        .layer(new TinyTar().file("etc/passwd", "root").file("etc/version", "2"))
                        .run("Env", "[\"PATH=/usr/bin\"]"));
    }

    private void write(String name, TinyImage image) {
        TinyImage.writeTar(image.dockerFiles(), directory.resolve(name + ".tar"));
    }

    private String archive(String name) {
        return "archive://" + directory.resolve(name + ".tar");
    }

    private CliRun rebase(String child, String... more) {
        String[] arguments = new String[more.length + 7];
        System.arraycopy(
                new String[] {
                    "rebase", archive(child), "--onto", archive("new"), "--offline", "--platform", "linux/amd64"
                },
                0,
                arguments,
                0,
                7);
        System.arraycopy(more, 0, arguments, 7, more.length);
        return CliRun.of(Map.of("HOME", directory.toString()), NOW, arguments);
    }

    @Test
    void saysWhichLayersAndSettingsChangeAndWritesTheImage() {
        String target = "oci-dir://" + directory.resolve("out");

        CliRun planned = rebase("child", "--from", archive("base"), "--dry-run");
        CliRun run = rebase("child", "--from", archive("base"), "-o", target);

        assertThat(planned.err()).isEmpty();
        assertThat(planned.out())
                .startsWith(archive("child") + ": would stand on " + archive("new"))
                .contains("1 of its layers goes, 1 comes in its place, 1 is its own")
                .contains("as the new base has it now: Env PATH");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("stands on " + archive("new"), "lies in " + target);
        assertThat(CliRun.of(
                                Map.of("HOME", directory.toString()),
                                NOW,
                                "rebase",
                                target,
                                "--onto",
                                archive("new"),
                                "--offline",
                                "--dry-run")
                        .out())
                .contains("already; nothing was written");
    }

    @Test
    void refusesWithTheFileAndWritesNothing() {
        CliRun run = rebase("clashing", "--from", archive("base"), "-o", "oci-dir://" + directory.resolve("out"));

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("change the same files").contains("/etc/version");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void wantsATargetOrADryRunAndTheOldBaseWhereNothingSaysIt() {
        assertThat(rebase("child").err()).contains("one of -o TARGET, --push and --load is wanted, or --dry-run");
        assertThat(rebase("child", "--dry-run").err()).contains("say it by --from OLD_BASE");
    }
}
