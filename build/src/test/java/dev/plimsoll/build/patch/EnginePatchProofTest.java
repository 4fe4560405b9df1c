package dev.plimsoll.build.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.BuildTools;
import dev.plimsoll.debian.DebianArchiveSource;
import dev.plimsoll.debian.DebianOptions;
import dev.plimsoll.image.HealthTiming;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.RunConfig;
import dev.plimsoll.image.target.ImageTargets;
import dev.plimsoll.image.write.LayerCompression;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import dev.plimsoll.scan.Scanner;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.DockerDaemon;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An image whose {@code locales} have news, which only a real run of their scripts can bring: it compiles. Patched with a real engine,
 * from the real archive.
 */
@Tag("proof")
@RequiresCommand({"mmdebstrap", "chroot", "dpkg", "dockerd", "docker", "skopeo"})
@Timeout(900)
class EnginePatchProofTest {
    private static final RunConfig HOSTILE = new RunConfig(
            "65534",
            List.of("PATH=/nowhere"),
            List.of("/no/such/program"),
            List.of(),
            "/srv",
            List.of("/usr/lib/locale"),
            List.of(),
            Optional.empty(),
            HealthTiming.NONE,
            "");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static DockerDaemon docker;

    @BeforeAll
    static void start() throws IOException {
        docker = DockerDaemon.start(folder.resolve("d"));
        Path root = folder.resolve("root");
        Command.run(
                "mmdebstrap",
                "--variant=minbase",
                "--mode=root",
                "--include=locales",
                "bookworm",
                root.toString(),
                "deb http://deb.debian.org/debian bookworm main");
        Path status = root.resolve("var/lib/dpkg/status");
        Files.writeString(
                status,
                Files.readString(status).replaceAll("(?m)^(Package: locales\\n(?:.+\\n)*?Version: .*)$", "$1~"));
        Files.writeString(root.resolve("etc/locale.gen"), "en_GB.UTF-8 UTF-8\n");
        write("image", RootFolder.read(root));
        // What the image's own dpkg is told to do first.
        Path hook = Files.createDirectories(root.resolve("etc/dpkg/dpkg.cfg.d")).resolve("hook");
        Files.writeString(hook, "pre-invoke=echo the harbour is closed; exit 7\n");
        write("closed", RootFolder.read(root));
        Files.delete(root.resolve("usr/bin/dpkg"));
        write("bare", RootFolder.read(root));
    }

    @AfterAll
    static void stop() {
        docker.close();
        Command.run("rm", "-rf", "--one-file-system", folder.resolve("root").toString());
    }

    private static void write(String name, Map<String, LayerFile> files) {
        NewImage image = new NewImage(
                "point/release:1",
                Platform.ofMachine(),
                HOSTILE,
                Map.of("own", "label"),
                Instant.parse("2026-01-01T00:00:00Z"),
                "",
                List.of(new LayerContent("made", List.copyOf(files.values()))),
                Map.of(),
                List.of());
        try (HttpFetcher offline = HttpFetcher.offline();
                TempFiles tempFiles = TempFiles.ofSystem()) {
            ImageTargets.write(
                    image,
                    place(name),
                    new WriteOptions(
                            LayerCompression.GZIP,
                            false,
                            Map.of(),
                            Limits.DEFAULT,
                            offline,
                            tempFiles,
                            Progress.NONE,
                            Optional.empty()));
        }
    }

    private static ImageReference place(String name) {
        return ImageReference.parse("oci-dir://" + folder.resolve(name));
    }

    private static PatchOptions options(ImageReference image, boolean engine) {
        PatchOptions.Builder options = PatchOptions.builder(image);
        return engine ? options.engine(EngineRuns.DEFAULT).build() : options.build();
    }

    private static PatchPlan plan(String image, boolean engine) {
        return with(
                "unix:///no/engine",
                (tools, scanner) -> new ImagePatcher(tools, scanner)
                        .planAll(options(place(image), engine), Optional.empty())
                        .get(Platform.ofMachine()));
    }

    private static <T> T with(String engine, BiFunction<BuildTools, Scanner, T> work) {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.put("DOCKER_HOST", engine);
        AppDirectories directories = AppDirectories.of(environment);
        try (HttpFetcher fetcher = HttpFetcher.online(environment);
                Scanner scanner = Scanner.builder(environment, Clock.systemUTC())
                        .source(new DebianArchiveSource(
                                DebianOptions.DEFAULT,
                                Ecosystems.byId("dpkg").orElseThrow(),
                                fetcher,
                                directories,
                                Clock.systemUTC(),
                                Progress.NONE))
                        .build()) {
            return work.apply(
                    new BuildTools(
                            environment,
                            DebianOptions.DEFAULT,
                            fetcher,
                            directories,
                            Clock.systemUTC(),
                            Progress.NONE,
                            "test"),
                    scanner);
        }
    }

    private static Optional<PatchedImage> patch(String image, boolean engine, String name) {
        return with(
                docker.host(),
                (tools, scanner) -> new ImagePatcher(tools, scanner)
                        .patchAll(options(place(image), engine), place(name))
                        .map(each -> each.images().values().iterator().next()));
    }

    private static List<String> ran(PatchPlan plan) {
        return plan.changes().stream()
                .filter(each -> !each.ran().isEmpty())
                .map(PatchPlan.Change::name)
                .toList();
    }

    private static void requireNothingInTheEngine() {
        assertThat(docker.docker("ps", "--all", "--quiet")).isEmpty();
        assertThat(docker.docker("images", "--all", "--quiet")).isEmpty();
        assertThat(docker.docker("volume", "ls", "--quiet")).isEmpty();
    }

    private static String run(String image, String script) {
        docker.loadLayout(folder.resolve(image), "1", image + ":1");
        String said = docker.docker(
                "run",
                "--rm",
                "--network=none",
                "--user=0",
                "--env=PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                "--entrypoint=/bin/sh",
                image + ":1",
                "-ec",
                script);
        docker.docker("rmi", image + ":1");
        return said;
    }

    @Test
    void whatIsRefusedIsUpgradedInTheEngineAndNothingElseAndNoLaterPatchUndoesIt() {
        PatchPlan without = plan("image", false);
        assertThat(without.kept()).containsOnlyKeys("locales");
        PatchPlan would = plan("image", true);
        assertThat(would.kept()).isEmpty();
        assertThat(ran(would)).containsExactly("locales");

        PatchedImage patched = patch("image", true, "patched").orElseThrow();

        requireNothingInTheEngine();
        assertThat(patched.plan().changes()).isEqualTo(would.changes());
        assertThat(patched.plan().kept()).isEmpty();
        assertThat(patched.plan().notes()).anyMatch(each -> each.contains("need not give the same digest"));
        assertThat(new String(
                        Optional.ofNullable(patched.documents().get().get("provenance.intoto.json"))
                                .orElseThrow(),
                        StandardCharsets.UTF_8))
                .contains("run in a container engine");
        assertThat(patched.after().findings().size())
                .isLessThanOrEqualTo(patched.before().findings().size());
        assertThat(run("image", "locale -a")).doesNotContain("en_GB");
        assertThat(run(
                        "patched",
                        "locale -a; dpkg --audit; dpkg-query -W -f '${Version}\\n' locales; ls -A / /run /tmp /var/log"
                                + " /usr/sbin /var/lib/dpkg /var/cache"))
                .contains("en_GB.utf8")
                .doesNotContain("policy-rc.d", "plimsoll", "dpkg.log", "~");
        assertThat(patch("patched", true, "again")).isEmpty();
        assertThat(patch("patched", false, "without")).isEmpty();
        requireNothingInTheEngine();
    }

    @Test
    void withoutAnEngineThereIsNoImage() {
        PlimsollException failure = assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> with(
                        "unix:///no/engine",
                        (tools, scanner) -> new ImagePatcher(tools, scanner)
                                .patchAll(options(place("image"), true), place("none"))))
                .actual();

        assertThat(failure.code()).isEqualTo(ErrorCode.ENGINE_UNREACHABLE);
        assertThat(failure).hasMessageContaining("/no/engine");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void whatDpkgFailsWithIsToldAndNothingIsWritten() {
        PlimsollException failure = assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> patch("closed", true, "none"))
                .actual();

        assertThat(failure.code()).isEqualTo(ErrorCode.BUILD_FAILED);
        assertThat(failure)
                .hasMessageContainingAll("upgrading locales in the container engine failed", "the harbour is closed");
        assertThat(folder.resolve("none")).doesNotExist();
        requireNothingInTheEngine();
    }

    @Test
    void whereThereIsNoDpkgItStaysAndTheReasonIsTold() {
        assertThat(plan("bare", true).kept().get("locales"))
                .contains("its postinst has work", "the engine can't run its scripts, since the image has no dpkg");
    }
}
