package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.DockerDaemon;
import dev.plimsoll.testkit.DockerRegistry;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.RequiresFile;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code plimsoll rebase --push} to a real registry, and {@code --load} into a real engine. */
@Timeout(180)
class RebaseTargetsTest {
    private static final Pattern DIGEST = Pattern.compile("^  sha256:([0-9a-f]{64})$", Pattern.MULTILINE);

    @TempDir
    private Path directory;

    @BeforeEach
    void loadFeeds() throws IOException {
        new SampleFeeds(directory.resolve("mirror"), arguments -> run("", arguments)).lodash();
    }

    private CliRun run(String engine, String... arguments) {
        return CliRun.of(Map.of("HOME", directory.toString(), "DOCKER_HOST", engine), Clock.systemUTC(), arguments);
    }

    private static String raw(String name) {
        return Command.run("skopeo", "inspect", "--raw", "--tls-verify=false", "docker://" + name);
    }

    private static String digest(CliRun run) {
        Matcher line = DIGEST.matcher(run.out());
        assertThat(line.find()).as(run.out() + run.err()).isTrue();
        return line.group(1);
    }

    @Test
    @RequiresCommand({"docker-registry", "skopeo"})
    void allPlatformsArePushedUnderTheNameWithAnEndingAndHaveTheirDocuments() {
        LodashImages images = new LodashImages(directory).write();
        try (DockerRegistry registry = DockerRegistry.start(directory.resolve("registry"))) {
            String app = registry.authority() + "/team/app";
            Command.run(
                    "skopeo",
                    "copy",
                    "--insecure-policy",
                    "--all",
                    "--dest-tls-verify=false",
                    "oci:" + directory.resolve("child"),
                    "docker://" + app + ":1");

            CliRun run = run(
                    "",
                    "rebase",
                    "registry://" + app + ":1",
                    "--onto",
                    images.place("new"),
                    "--from",
                    images.place("base"),
                    "--no-live",
                    "--push");

            assertThat(run.err()).isEmpty();
            assertThat(run.out())
                    .contains("(linux/amd64): stands on", "(linux/arm64): stands on", "High 0, down from 1")
                    .contains("lies in registry://" + app + ":1-patched");
            String index = raw(app + ":1-patched");
            assertThat(index).contains("\"architecture\":\"amd64\"", "\"architecture\":\"arm64\"");
            assertThat(raw(app + "@sha256:" + digest(run))).isEqualTo(index);
            Matcher manifest = Pattern.compile("sha256:([0-9a-f]{64})").matcher(index);
            int manifests = 0;
            while (manifest.find()) {
                manifests++;
                assertThat(raw(app + ":sha256-" + manifest.group(1)))
                        .as("its referrers, where a registry knows no API of them")
                        .contains(
                                "application/vnd.cyclonedx+json",
                                "application/spdx+json",
                                "https://slsa.dev/provenance/v1",
                                "https://openvex.dev/ns/v0.2.0");
            }
            assertThat(manifests).isEqualTo(2);
            assertThat(raw(app + ":1")).as("the child itself").doesNotContain("openvex");
        }
    }

    @Test
    @RequiresCommand({"dockerd", "docker"})
    @RequiresFile("fixtures/images/alpine-310.tar.gz")
    void aChildInTheEngineGetsANewBaseThereAndRuns() throws IOException {
        try (DockerDaemon docker = DockerDaemon.start(directory.resolve("d"))) {
            docker.docker(
                    "load",
                    "--input",
                    SharedFiles.path("fixtures/images/alpine-310.tar.gz").toString());
            base(docker, "base:1", "4.17.20");
            base(docker, "base:2", "4.17.21");
            Path folder = Files.createDirectories(directory.resolve("app"));
            Files.writeString(folder.resolve("app"), "ahoy\n");
            Files.writeString(
                    folder.resolve("Dockerfile"),
                    "FROM base:1\nCOPY app /app\nCMD [\"cat\", \"/app\", \"/srv/node_modules/lodash/package.json\"]\n");
            CliRun built = run(docker.host(), "build", "--engine", "docker", "-t", "app:1", folder.toString());
            assertThat(built.code()).as(built.err()).isZero();

            CliRun run = run(docker.host(), "rebase", "app:1", "--onto", "base:2", "--offline", "--load");

            assertThat(run.err()).isEmpty();
            assertThat(run.out())
                    .contains("its base was base:1, as its label says")
                    .contains("High 0, down from 1")
                    .contains("lies in local://app:1-patched");
            assertThat(docker.docker("run", "--rm", "--network=none", "app:1-patched"))
                    .startsWith("ahoy\n")
                    .contains("4.17.21");
            assertThat(docker.docker("run", "--rm", "--network=none", "app:1")).contains("4.17.20");
        }
    }

    private void base(DockerDaemon docker, String name, String lodash) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(name.replace(':', '-')));
        Files.writeString(folder.resolve("package.json"), "{\"name\": \"lodash\", \"version\": \"" + lodash + "\"}");
        Files.writeString(
                folder.resolve("Dockerfile"), "FROM alpine:3.10\nCOPY package.json /srv/node_modules/lodash/\n");
        docker.docker("build", "--tag", name, folder.toString());
    }
}
