package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.cli.Distribution.Run;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code make dist} has made, on machines that know nothing of the checkout. */
@Tag("proof")
class DistributionTest {
    private static final Pattern COMPONENT = Pattern.compile("\"purl\" ?: ?\"pkg:maven/");

    @TempDir
    private Path directory;

    @Test
    @RequiresCommand({"jlink", "tar"})
    void madeAgainItIsTheSameBits() throws IOException {
        Distribution.archive(true);
        Path again = directory.resolve("again");

        Command.run(SharedFiles.checkout().resolve("scripts/dist.sh").toString(), "--no-build", again.toString());

        assertThat(again.resolve("SHA256SUMS")).hasSameTextualContentAs(Distribution.MADE.resolve("SHA256SUMS"));
    }

    @Test
    void theChecksumsHoldAndTheSbomNamesEveryJar() throws IOException {
        Path home = Distribution.unpacked(false, directory);

        Command.run("sh", "-c", "cd '" + Distribution.MADE + "' && sha256sum --check --quiet SHA256SUMS");

        String sbom = Files.readString(home.resolve("plimsoll.cdx.json"));
        assertThat(COMPONENT.matcher(sbom).results().count()).isEqualTo(jars(home));
    }

    private static long jars(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            return files.filter(file -> file.toString().endsWith(".jar")).count();
        }
    }

    @Test
    void itsOwnJavaIsTakenBeforeAnyOther() throws Exception {
        Path home = Distribution.unpacked(true, directory);
        Map<String, String> environment =
                Map.of("PATH", "/usr/bin:/bin", "PLIMSOLL_JAVA_OPTIONS", "-XshowSettings:properties");

        Run run = Distribution.run(directory, environment, List.of(home + "/bin/plimsoll", "version"));

        assertThat(run.code()).as(run.said()).isZero();
        assertThat(run.said())
                .contains("java.home = " + home.resolve("runtime"))
                .contains("plimsoll ");
    }

    /** Java ends at once where it can't map an archive that it was told it must. */
    private static final Map<String, String> MUST_MAP =
            Map.of("PATH", "/usr/bin:/bin", "PLIMSOLL_JAVA_OPTIONS", "-Xshare:on");

    @Test
    void withItsOwnJavaItCarriesItsClassArchiveWhichIsMappedWhereverItIsUnpacked() throws Exception {
        for (String place : List.of("here", "some/where/else")) {
            Path home = Distribution.unpacked(true, Files.createDirectories(directory.resolve(place)));
            List<Path> packed = archives(home);

            Run run = Distribution.run(directory, MUST_MAP, List.of(home + "/bin/plimsoll", "version"));

            assertThat(packed).hasSize(1);
            assertThat(run.code()).as(run.said()).isZero();
            assertThat(run.said()).startsWith("plimsoll ").hasLineCount(1);
            assertThat(archives(home)).isEqualTo(packed);
        }
    }

    @Test
    void anArchiveWhoseJarsHaveOtherTimesIsMadeAnew() throws Exception {
        Path home = Distribution.unpacked(true, directory);
        Files.setLastModifiedTime(home.resolve("lib/plimsoll.jar"), FileTime.from(Instant.now()));

        makesAnArchiveAndMapsIt(home);
    }

    @Test
    void withAnyJavaTheFirstStartMakesTheClassArchiveAndTheNextMapsIt() throws Exception {
        Path home = Distribution.unpacked(false, directory);
        assertThat(archives(home)).isEmpty();

        makesAnArchiveAndMapsIt(home);
    }

    /** From Java 25 on it is another kind of archive, with another way to demand it. */
    private void makesAnArchiveAndMapsIt(Path home) throws IOException, InterruptedException {
        List<String> version = List.of(home + "/bin/plimsoll", "version");
        Run first = Distribution.run(directory, Map.of("PATH", "/usr/bin:/bin"), version);
        List<Path> made = archives(home);
        assertThat(first.code()).as(first.said()).isZero();
        assertThat(made).hasSize(1);
        boolean aot = made.get(0).toString().endsWith(".aot");
        Map<String, String> mustMap =
                aot ? Map.of("PATH", "/usr/bin:/bin", "PLIMSOLL_JAVA_OPTIONS", "-XX:AOTMode=on") : MUST_MAP;
        Run second = Distribution.run(directory, mustMap, version);

        assertThat(archives(home)).isEqualTo(made);
        assertThat(second.said()).startsWith("plimsoll ").hasLineCount(1);
        assertThat(second.code()).isZero();
    }

    /** Java says of each class where it came from. */
    @Test
    void theClassArchiveHasTheClassesOfOtherCommandsAndOfSignedJars() throws Exception {
        Path home = Distribution.unpacked(false, directory);
        Path loaded = directory.resolve("loaded.log");
        Map<String, String> environment =
                Map.of("PATH", "/usr/bin:/bin", "PLIMSOLL_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded + ":none");
        Path spec = SharedFiles.checkout().resolve("containers/redis.yaml");

        Distribution.run(
                directory, environment, List.of(home + "/bin/plimsoll", "build", "--offline", spec.toString()));

        assertThat(Files.readString(loaded))
                .contains("dev.plimsoll.build.spec.SpecReader source: shared objects file")
                .contains("org.snakeyaml.engine.v2.parser.ParserImpl source: shared objects file")
                .doesNotContain("source: file:");
    }

    private static List<Path> archives(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("classes-"))
                    .toList();
        }
    }

    @Test
    void itBuildsNothing() throws Exception {
        Path home = Distribution.unpacked(false, directory);
        Files.createDirectories(home.resolve("cli/src"));

        Run run = Distribution.run(
                directory, Map.of("PATH", "/usr/bin:/bin"), List.of(home + "/bin/plimsoll", "--version"));

        assertThat(run.code()).isZero();
        assertThat(run.said()).startsWith("plimsoll ").hasLineCount(1);
    }

    @Test
    @RequiresCommand("docker")
    void dockerTakesItAsAPlugin() throws Exception {
        Path home = Distribution.unpacked(true, directory);
        Path plugins = Files.createDirectories(directory.resolve("home/.docker/cli-plugins"));
        Files.createSymbolicLink(plugins.resolve("docker-plimsoll"), home.resolve("bin/plimsoll"));
        Map<String, String> environment = Map.of(
                "PATH",
                "/usr/local/bin:/usr/bin:/bin",
                "HOME",
                directory.resolve("home").toString());

        Run version = Distribution.run(directory, environment, List.of("docker", "plimsoll", "version"));
        Run wordTwice = Distribution.run(
                directory, environment, List.of("docker", "plimsoll", "sbom", "--offline", "fs://plimsoll"));
        Run options = Distribution.run(
                directory,
                environment,
                List.of("docker", "--host", "unix:///nowhere.sock", "plimsoll", "cves", "local://app"));
        Run help = Distribution.run(directory, environment, List.of("docker", "--help"));

        assertThat(version)
                .isEqualTo(new Run(0, VersionCommand.text().replaceAll("Java \\d+", "Java " + java(home)) + "\n"));
        assertThat(wordTwice.said()).contains("plimsoll").doesNotContain("Unmatched");
        assertThat(options.code()).isEqualTo(ExitCode.FAILED);
        assertThat(options.said()).contains("/nowhere.sock");
        assertThat(help.said()).contains("plimsoll*").contains("What is inside images");
    }

    private static String java(Path home) throws IOException {
        String release = Files.readString(home.resolve("runtime/release"));
        return release.replaceAll("(?s).*JAVA_VERSION=\"(\\d+).*", "$1");
    }
}
