package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Findings are at the lines of the Dockerfile that brought them, if that is known, and nowhere else if it is not. */
class DockerfileLinesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String FILE = "FROM node:20\n\nCOPY app /app\nRUN npm install \\\n  lodash\n";
    private static final String V0 = "https://slsa.dev/provenance/v0.2";

    @TempDir
    private Path directory;

    @BeforeEach
    void feeds() throws IOException {
        new SampleFeeds(directory.resolve("mirror"), this::run).lodash();
    }

    private static TinyImage image() {
        return new TinyImage()
                .layer(lodash("usr/lib", "4.17.13"), "/bin/sh -c #(nop) ADD file:00 in / ")
                .layer(lodash("app", "4.17.14"), "COPY app /app # buildkit")
                .layer(lodash("srv", "4.17.15"), "RUN /bin/sh -c npm install   lodash # buildkit");
    }

    private static TinyTar lodash(String below, String version) {
        return new TinyTar()
                .file(
                        below + "/node_modules/lodash/package.json",
                        "{\"name\":\"lodash\",\"version\":\"" + version + "\"}");
    }

    @Test
    void sarif_points_at_the_lines_of_the_dockerfile_that_was_named() throws IOException {
        String image = "archive://" + TinyImage.writeTar(image().dockerFiles(), directory.resolve("app.tar"));
        Path file = Files.writeString(directory.resolve("Dockerfile"), FILE);
        Path other = Files.writeString(directory.resolve("Dockerfile.other"), "FROM node:20\nRUN make\n");
        Path reports = directory.resolve("reports");

        CliRun report = run(
                "report",
                "--offline",
                image,
                "-d",
                reports.toString(),
                "--dockerfile",
                other.toString(),
                "--dockerfile",
                file.toString());
        CliRun cves = run("cves", "--offline", image, "--format", "sarif", "--dockerfile", file.toString());

        assertThat(report.code()).as(report.err()).isZero();
        String expected = "usr/lib/node_modules/lodash/package.json Dockerfile 1-1, "
                + "app/node_modules/lodash/package.json Dockerfile 3-3, "
                + "srv/node_modules/lodash/package.json Dockerfile 4-5";
        assertThat(places(Files.readString(reports.resolve("security-results.sarif"))))
                .isEqualTo(expected);
        assertThat(places(cves.out())).isEqualTo(expected);
        assertThat(Files.readString(reports.resolve("security-summary.md"))).contains("Dockerfile:1", "Dockerfile:4");
    }

    @Test
    void the_dockerfile_of_another_image_is_not_believed_and_that_is_said() throws IOException {
        String image = "archive://" + TinyImage.writeTar(image().dockerFiles(), directory.resolve("app.tar"));
        Path other = Files.writeString(directory.resolve("Dockerfile"), "FROM node:20\nRUN make\n");

        CliRun sarif = run("cves", "--offline", image, "--format", "sarif", "--dockerfile", other.toString());

        assertThat(places(sarif.out()))
                .contains("app/node_modules/lodash/package.json app/node_modules/lodash/package.json 1-1");
        assertThat(sarif.out()).contains("its line 2 (RUN) is not in the image's history where it should be");
    }

    @Test
    void where_several_fit_none_is_named() throws IOException {
        String image = "archive://" + TinyImage.writeTar(image().dockerFiles(), directory.resolve("app.tar"));
        Path one = Files.writeString(directory.resolve("Dockerfile"), FILE);
        Path two = Files.writeString(directory.resolve("Dockerfile.two"), FILE.replace("node:20", "node:22"));

        CliRun sarif = run(
                "cves",
                "--offline",
                image,
                "--format",
                "sarif",
                "--dockerfile",
                one.toString(),
                "--dockerfile",
                two.toString());

        assertThat(places(sarif.out())).doesNotContain("Dockerfile");
        assertThat(sarif.out()).contains("several of those that were given fit this image");
    }

    @Test
    void alerts_stay_the_same_ones_whether_lines_are_known_or_not() throws IOException {
        String image = "archive://" + TinyImage.writeTar(image().dockerFiles(), directory.resolve("app.tar"));
        Path file = Files.writeString(directory.resolve("Dockerfile"), FILE);

        CliRun with = run("cves", "--offline", image, "--format", "sarif", "--dockerfile", file.toString());
        CliRun without = run("cves", "--offline", image, "--format", "sarif");

        assertThat(fingerprints(with.out())).hasSize(3).isEqualTo(fingerprints(without.out()));
    }

    private static List<String> fingerprints(String sarif) throws IOException {
        return SafeJson.within(Limits.DEFAULT)
                .readTree(sarif.getBytes(StandardCharsets.UTF_8), "SARIF")
                .findValuesAsText("primaryLocationLineHash");
    }

    @Test
    void a_dockerfile_in_the_provenance_needs_no_option() throws IOException {
        TinyImage image = image();
        String statement = """
                {"predicateType": "%s", "subject": [{"digest": {"sha256": "%s"}}], "predicate": {"materials": [],
                 "metadata": {"https://mobyproject.org/buildkit@v1#metadata": {"source": {"infos": [
                  {"filename": "docker/Dockerfile", "language": "Dockerfile", "data": "%s"}]}}}}}
                """.formatted(
                        V0,
                        Digest.sha256(image.manifest(TinyImage.GZIP)).hex(),
                        Base64.getEncoder().encodeToString(FILE.getBytes(StandardCharsets.UTF_8)));
        Path layout = TinyImage.writeDirectory(
                image.attestedFiles(statement.getBytes(StandardCharsets.UTF_8), V0), directory.resolve("layout"));

        CliRun sarif = run("cves", "--offline", "oci-dir://" + layout, "--format", "sarif");

        assertThat(places(sarif.out())).contains("srv/node_modules/lodash/package.json docker/Dockerfile 4-5");
    }

    @Test
    void what_is_no_dockerfile_or_not_there_is_an_error() throws IOException {
        Path none = Files.writeString(directory.resolve("none"), "RUN make\n");

        CliRun wrong = run("report", "x.tar", "--dockerfile", none.toString());
        CliRun absent =
                run("gate", "x.tar", "--dockerfile", directory.resolve("absent").toString());

        assertThat(wrong.code()).isEqualTo(ExitCode.FAILED);
        assertThat(wrong.err()).contains("is no Dockerfile: it has no FROM");
        assertThat(absent.code()).isEqualTo(ExitCode.FAILED);
        assertThat(absent.err()).contains("could not read the Dockerfile");
    }

    /** Of each result the path in the image, the file it points at, and its lines. */
    private static String places(String sarif) throws IOException {
        StringBuilder places = new StringBuilder();
        for (JsonNode result : SafeJson.within(Limits.DEFAULT)
                .readTree(sarif.getBytes(StandardCharsets.UTF_8), "SARIF")
                .at("/runs/0/results")) {
            JsonNode at = result.at("/locations/0/physicalLocation");
            String uri = at.at("/artifactLocation/uri").asText();
            places.append(places.isEmpty() ? "" : ", ")
                    .append(result.at("/properties/path").asText())
                    .append(' ')
                    .append(uri.endsWith("Dockerfile") && uri.startsWith("tmp") ? "Dockerfile" : uri)
                    .append(' ')
                    .append(at.at("/region/startLine").asInt())
                    .append('-')
                    .append(at.at("/region/endLine").asInt());
        }
        return places.toString();
    }

    private CliRun run(String... arguments) {
        return CliRun.of(
                Map.of("HOME", directory.resolve("home").toString()), Clock.fixed(NOW, ZoneOffset.UTC), arguments);
    }
}
