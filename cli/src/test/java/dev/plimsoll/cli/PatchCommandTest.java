package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.Digest;
import dev.plimsoll.build.patch.PatchPlan;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.testkit.LoopbackServer;
import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code plimsoll patch} as people call it; what it does to images is tested where it is done. */
class PatchCommandTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path directory;

    private CliRun run(String... arguments) {
        return CliRun.of(
                Map.of("HOME", directory.toString()),
                NOW,
                Stream.concat(Stream.of("patch"), Stream.of(arguments)).toArray(String[]::new));
    }

    private static byte[] jar(String version) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("META-INF/maven/org.example/lib/pom.properties"));
            zip.write(("groupId=org.example\nartifactId=lib\nversion=" + version + "\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private String image() throws IOException {
        TinyImage image = new TinyImage().layer(new TinyTar().file("srv/lib-1.2.0.jar", 0644, jar("1.2.0")));
        return "archive://" + TinyImage.writeTar(image.dockerFiles(), directory.resolve("app.tar"));
    }

    private static LoopbackServer repository() throws IOException {
        String path = "/org/example/lib/1.2.7/lib-1.2.7.jar";
        return LoopbackServer.start()
                .put(path, jar("1.2.7"))
                .put(path + ".sha256", Digest.sha256(jar("1.2.7")).hex());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "archive://app.tar | one of -o TARGET, --push and --load is wanted",
                "archive://app.tar --load --push | one of -o TARGET, --push and --load is wanted",
                "archive://app.tar -o oci-dir://x --load | one of -o TARGET, --push and --load is wanted",
                "archive://app.tar -o oci-dir://x -t a:1 | --tag is for --push and --load",
                "archive://app.tar --push | give one with --tag NAME",
                "oci-dir://app --load | give one with --tag NAME",
                "fs:///nowhere -o oci-dir://x --engine rkt | --engine wants docker or podman, not 'rkt'",
            })
    void aPlaceIsSaidOnceAndWhole(String arguments, String complaint) {
        CliRun run = run(arguments.split(" "));

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains(complaint);
    }

    @ParameterizedTest
    @CsvSource({
        "registry://registry.invalid:5/team/app:1.2,registry.invalid:5/team/app:1.2-patched",
        "registry://registry.invalid:5/team/app,registry.invalid:5/team/app:latest-patched",
        "registry.invalid:5/app@sha256:00,registry.invalid:5/app:latest-patched"
    })
    void theNameIsThatOfTheImageWithAnEnding(String image, String name) {
        TargetOptions target = new TargetOptions();
        new CommandLine(target).parseArgs("--push");

        assertThat(target.of(ImageReference.parse(image))).hasToString("registry://" + name);
    }

    @Test
    void anImageIsPatchedAndItsDocumentsLieInTheFolder() throws IOException {
        try (LoopbackServer repository = repository()) {
            Path folder = Files.createDirectories(directory.resolve("documents"));
            Files.writeString(folder.resolve("openvex.json"), "of a former patch");
            CliRun run = run(
                    image(),
                    "-o",
                    "archive://" + directory.resolve("patched.tar"),
                    "--to=lib=1.2.7",
                    "--maven-repository=" + repository.uri("/"),
                    "--no-live",
                    "--no-identify",
                    "--documents=" + folder);

            assertThat(run.err()).isEmpty();
            assertThat(run.code()).isZero();
            assertThat(run.out())
                    .contains("1 package upgraded", "org.example:lib 1.2.0 -> 1.2.7")
                    .doesNotContain("--documents");
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(each -> each.getFileName().toString()))
                        .as("no flaw is known that could be said to be fixed")
                        .containsExactlyInAnyOrder("provenance.intoto.json", "sbom.cdx.json", "sbom.spdx.json");
            }
        }
    }

    @Test
    void whatAnArchiveHasNoPlaceForIsSaid() throws IOException {
        try (LoopbackServer repository = repository()) {
            CliRun run = run(
                    image(),
                    "-o",
                    "archive://" + directory.resolve("patched.tar"),
                    "--to=lib=1.2.7",
                    "--maven-repository=" + repository.uri("/"),
                    "--no-live",
                    "--no-identify");

            assertThat(run.out()).contains("no place for SBOM, OpenVEX and provenance", "--documents DIR");
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsKnownBeforeThereIsWork() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        CliRun run = run(image(), "-o", "archive://" + directory.resolve("p.tar"), "--documents=" + file.resolve("x"));

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("could not write " + file.resolve("x"));
        assertThat(directory.resolve("p.tar")).doesNotExist();
    }

    @Test
    void whatTheEngineRunsIsSaidWithTheReason() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PatchOutput says = new PatchOutput(
                new CliContext(Map.of(), InputStream.nullInputStream(), stream, stream, false, false, NOW));

        says.plan(
                "app",
                new PatchPlan(
                        List.of(
                                new PatchPlan.Change("dpkg", "libc6", "1", "2", ""),
                                new PatchPlan.Change("dpkg", "locales", "", "2", "", "its postinst frobnicates")),
                        Map.of(),
                        "",
                        Instant.EPOCH,
                        List.of(),
                        List.of()));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "  libc6 1 -> 2\n",
                        "  locales (new) -> 2 (its scripts would run in the container engine: its postinst frobnicates)\n");
    }
}
