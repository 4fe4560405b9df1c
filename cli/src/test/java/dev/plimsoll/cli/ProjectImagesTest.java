package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.DockerDaemon;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The make targets find the project's images by themselves: as layouts, else in a real container engine. */
@RequiresCommand({"dockerd", "docker", "make"})
@Timeout(240)
class ProjectImagesTest {
    private static final List<String> NAMES = List.of("postgresql", "redis", "server");

    @TempDir
    private Path directory;

    @Test
    void scan_containers_takes_the_images_of_the_engine_where_there_are_no_layouts() throws Exception {
        Distribution.checkout(directory);
        try (DockerDaemon engine = DockerDaemon.start(directory.resolve("d"))) {
            for (String name : NAMES) {
                load(engine, name);
            }

            Distribution.Run listed = make(engine, "scan-containers");
            Distribution.Run reported = make(engine, "report-containers");
            Path layout = directory.resolve("layouts/redis");
            TinyImage.writeDirectory(image("redis").ociFiles(TinyImage.PLAIN), layout);
            Distribution.Run both = make(engine, "scan-containers");

            assertThat(listed.code()).as(listed.said()).isZero();
            for (String name : NAMES) {
                assertThat(listed.said()).contains("local://plimsoll/" + name + ":latest: ");
            }
            assertThat(reported.code()).as(reported.said()).isZero();
            assertThat(Files.readString(directory.resolve("security-reports/security-summary.md")))
                    .contains("| postgresql |", "| redis |", "| server |");
            assertThat(both.said())
                    .contains("oci-dir://" + layout, "local://plimsoll/server:latest")
                    .doesNotContain("local://plimsoll/redis");
        }
    }

    @Test
    void an_engine_without_them_is_nothing_to_scan() throws Exception {
        Distribution.checkout(directory);
        try (DockerDaemon engine = DockerDaemon.start(directory.resolve("d"))) {
            Distribution.Run gate = make(engine, "containers-security-scan");

            assertThat(gate.code()).isNotZero();
            assertThat(gate.said()).contains("nothing to scan");
        }
    }

    private void load(DockerDaemon engine, String name) {
        Path archive = TinyImage.writeTar(image(name).dockerFiles(), directory.resolve(name + ".tar"));
        engine.docker("load", "--input", archive.toString());
    }

    private static TinyImage image(String name) {
        return new TinyImage()
                .tag("plimsoll/" + name + ":latest")
                .layer(new TinyTar().file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nNAME=" + name + "\n"));
    }

    private Distribution.Run make(DockerDaemon engine, String target) throws IOException, InterruptedException {
        Map<String, String> environment = Map.of(
                "PATH",
                System.getenv("PATH"),
                "HOME",
                directory.resolve("home").toString(),
                "DOCKER_HOST",
                engine.host(),
                "PLIMSOLL_CONTAINERS_DIR",
                directory.resolve("layouts").toString(),
                "https_proxy",
                "http://127.0.0.1:9");
        return Distribution.run(directory, environment, List.of("make", target));
    }
}
