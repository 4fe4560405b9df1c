package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as its callers see it: what it prints, where, and how it ends. */
class CliTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path directory;

    private String image = "";

    @BeforeEach
    void writeAnImage() {
        TinyImage tiny = new TinyImage()
                .layer(new TinyTar()
                        .file("app/node_modules/lodash/package.json", "{\"name\":\"lodash\",\"version\":\"4.17.15\"}")
                        .file(
                                "app/node_modules/left-pad/package.json",
                                "{\"name\":\"left-pad\",\"version\":\"1.3.0\"}"));
        image = "archive://" + TinyImage.writeTar(tiny.dockerFiles(), directory.resolve("app.tar"));
    }

    @Test
    void withoutAnySourceNothingIsCalledSafe() {
        Run run = run("cves", "--offline", image);

        assertThat(run.code).isEqualTo(ExitCode.DONE);
        assertThat(run.lastLine()).isEqualTo("0 known, 2 not judged");
        assertThat(run.out).contains("2 npm packages not judged: ").contains("plimsoll db update");
        assertThat(run.err).isEmpty();
    }

    @Test
    void whereCoverageIsRequiredUnjudgedIsExitCode3() {
        assertThat(run("cves", "--offline", "--require-coverage", image).code).isEqualTo(ExitCode.UNJUDGED);
    }

    @Test
    void aFeedJudgesFindsAndIsExplained() throws IOException {
        mirror("osv/npm/all.zip");

        Run update = run("db", "update", "--from", directory.resolve("mirror").toString());
        Run found = run("cves", "--offline", "-e", image);
        Run demanded = run("cves", "--offline", "--require-coverage", image);
        Run explained = run("explain", "CVE-2021-23337", image, "--offline");
        Run absent = run("explain", "CVE-1999-0001", image, "--offline");

        assertThat(update.code).as(update.out + update.err).isEqualTo(ExitCode.DONE);
        assertThat(update.out).contains("osv/npm updated: 1 records");
        assertThat(found.code).isEqualTo(ExitCode.CONDITION_MET);
        assertThat(found.out)
                .contains("✗ HIGH CVE-2021-23337", "GHSA-35jh-r3h4-6jhm", "Fixed version     : 4.17.21")
                .contains("2 npm packages judged by osv/npm");
        assertThat(found.lastLine()).isEqualTo("Everything was judged: 2 packages");
        assertThat(demanded.code).isEqualTo(ExitCode.DONE);
        assertThat(explained.out)
                .contains("Found: lodash 4.17.15", "app/node_modules/lodash/package.json", "RUN step 0", "<4.17.21");
        assertThat(absent.out).contains("There is no finding of it", "No record of the advisory store names it");
    }

    @Test
    void anSbomGivesWhatItsImageGave() throws IOException {
        mirror("osv/npm/all.zip");
        run("db", "update", "--from", directory.resolve("mirror").toString());
        String expected = run("cves", "--offline", image).out;
        for (String format : List.of("cyclonedx", "spdx")) {
            Path file = directory.resolve(format + ".json");

            assertThat(run("sbom", "--offline", "--format", format, "-o", file.toString(), image).code)
                    .isZero();

            String actual = run("cves", "--offline", "sbom://" + file).out;
            assertThat(findings(actual)).isEqualTo(findings(expected)).contains("CVE-2021-23337");
        }
        byte[] sbom = Files.readAllBytes(directory.resolve("spdx.json"));
        assertThat(findings(run(sbom, "cves", "--offline", "sbom://").out)).isEqualTo(findings(expected));
    }

    @Test
    void filtersHideAndSaySo() throws IOException {
        mirror("osv/npm/all.zip");
        run("db", "update", "--from", directory.resolve("mirror").toString());

        Run low = run("cves", "--offline", "-e", "--only-severity", "low", image);

        assertThat(low.code).isEqualTo(ExitCode.DONE);
        assertThat(low.out).doesNotContain("CVE-2021-23337").contains("1 more is hidden by --only-severity");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "frobnicate",
                "cves",
                "cves --no-such-flag x",
                "cves --only-severity terrible archive://x",
                "cves --only-fixed --only-unfixed archive://x",
                "cves --only-package ( archive://x",
                "cves --epss-score 7 archive://x",
                "cves --format pdf archive://x",
                "cves --limit speed=9 archive://x",
                "cves --platform amd64 archive://x",
                "cves ftp://x",
                "cves archive:///no/such/file.tar",
                "cves sbom:///no/such/file.json",
                "cves --offline registry://registry.example/app:1",
                "db update --from /no/such/directory",
                "db update --feed no-such-feed",
                "sbom --format pdf archive://x",
                "db"
            })
    void aWrongCommandLineIsOneLineAndExitCode1(String line) {
        Run run = run(line.split(" "));

        assertThat(run.code).isEqualTo(ExitCode.FAILED);
        assertThat(run.out).isEmpty();
        assertThat(run.err).startsWith("plimsoll: ").doesNotContain("Exception", "\tat ");
        assertThat(run.err.lines().count()).isLessThanOrEqualTo(3);
    }

    @Test
    void debugShowsWhereAnErrorComesFrom() {
        assertThat(run("cves", "--debug", "archive:///no/such/file.tar").err).contains("PlimsollException", "\tat ");
    }

    @Test
    void everyCommandHasHelp() {
        for (String command : List.of(
                "cves", "quickview", "qv", "sbom", "explain", "gate", "policy", "db", "version", "completion")) {
            Run run = run(command, "--help");
            assertThat(run.code).as(command).isZero();
            assertThat(run.out).contains("Usage: plimsoll");
        }
        assertThat(run("db", "update", "--help").out).contains("--from");
        assertThat(run("completion").out).contains("complete", "plimsoll");
        assertThat(run("version").out).startsWith("plimsoll ");
    }

    @Test
    void anOutputFileIsWrittenWholeAndNothingElseIsPrinted() throws IOException {
        Path file = directory.resolve("report.json");

        Run run = run("cves", "--offline", "--format", "json", "-o", file.toString(), image);

        assertThat(run.out).isEmpty();
        assertThat(Files.readString(file)).contains("\"schemaVersion\"");
        try (var files = Files.list(directory)) {
            assertThat(files.map(path -> path.getFileName().toString())).doesNotContain("report.json.part");
        }
    }

    @Test
    void quickviewFitsAScreenAndDoesNotInventABase() {
        Run run = run("quickview", "--offline", image);

        assertThat(run.code).isZero();
        assertThat(run.out).contains("base image is not known");
        assertThat(run.out.lines().count()).isLessThan(25);
    }

    @Test
    void theBaseIsKnownByItsLayers() {
        TinyTar bottom = new TinyTar()
                .file("app/node_modules/lodash/package.json", "{\"name\":\"lodash\",\"version\":\"1.0.0\"}");
        TinyTar top =
                new TinyTar().file("app/node_modules/own/package.json", "{\"name\":\"own\",\"version\":\"1.0.0\"}");
        Path base = TinyImage.writeTar(new TinyImage().layer(bottom).dockerFiles(), directory.resolve("base.tar"));
        Path own = TinyImage.writeTar(
                new TinyImage().layer(bottom).layer(top).dockerFiles(), directory.resolve("own.tar"));

        Run known = run("quickview", "--offline", "--base", "archive://" + base, "archive://" + own);
        Run wrong = run("cves", "--offline", "--only-base", "--base", image, "archive://" + own);

        assertThat(known.out).contains("Base image", "Own layers");
        assertThat(wrong.code).isEqualTo(ExitCode.FAILED);
        assertThat(wrong.err).contains("their layers differ");
    }

    /** The name is known, but not which layers are its: a filter on them must not guess. */
    @Test
    void aBaseThatOnlyProvenanceNamesIsShownAndNotGuessedWith() {
        Path attested = attested("{\"uri\": \"pkg:docker/debian@12?platform=linux%2Famd64\"}");

        Run quickview = run("quickview", "--offline", "oci-dir://" + attested);
        Run json = run("cves", "--offline", "--format", "json", "oci-dir://" + attested);
        Run filtered = run("cves", "--offline", "--only-base", "oci-dir://" + attested);

        assertThat(quickview.code).isZero();
        assertThat(quickview.out)
                .contains("debian:12 (provenance, as the only image that the build used; its layers are not known)");
        assertThat(json.out).contains("\"knownBy\"").contains("provenance, as the only image that the build used");
        assertThat(filtered.code).isEqualTo(ExitCode.FAILED);
        assertThat(filtered.err).contains("--only-base").contains("not known").contains("--base IMAGE");
    }

    @Test
    void imagesThatABuildUsedAreListedAndNoneIsCalledTheBase() {
        Path attested = attested("{\"uri\": \"pkg:docker/debian@12\"}, {\"uri\": \"pkg:docker/golang@1.22\"}");

        Run quickview = run("quickview", "--offline", "oci-dir://" + attested);
        Run json = run("cves", "--offline", "--format", "json", "oci-dir://" + attested);

        String said = "built with debian:12, golang:1.22; which of these 2 it stands on is not known";
        assertThat(quickview.out).contains("The base image is not known").contains(said);
        assertThat(json.out).contains(said).doesNotContain("\"knownBy\"");
    }

    private Path attested(String materials) {
        TinyImage tiny = new TinyImage().layer(new TinyTar().file("etc/hostname", "a"));
        String statement = "{\"predicateType\": \"https://slsa.dev/provenance/v0.2\", \"predicate\": {\"materials\": ["
                + materials + "]}}";
        return TinyImage.writeDirectory(
                tiny.attestedFiles(statement.getBytes(StandardCharsets.UTF_8), "https://slsa.dev/provenance/v0.2"),
                directory.resolve("attested.oci"));
    }

    private static String findings(String report) {
        return report.substring(report.indexOf("## Packages and Vulnerabilities"));
    }

    private void mirror(String file) throws IOException {
        Path zip = directory.resolve("mirror").resolve(file);
        Files.createDirectories(zip.getParent());
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("GHSA-35jh-r3h4-6jhm.json"));
            out.write("""
                    {"schema_version": "1.6.0", "id": "GHSA-35jh-r3h4-6jhm", "modified": "2026-11-20T00:00:00Z",
                     "aliases": ["CVE-2021-23337"], "summary": "Command Injection in lodash",
                     "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H"}],
                     "affected": [{"package": {"ecosystem": "npm", "name": "lodash"},
                       "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "4.17.21"}]}]}]}
                    """.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** How a run ended. */
    private record Run(int code, String out, String err) {
        String lastLine() {
            return out.lines().reduce("", (before, line) -> line);
        }
    }

    private Run run(String... arguments) {
        return run(new byte[0], arguments);
    }

    private Run run(byte[] input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CliContext context = new CliContext(
                Map.of("HOME", directory.resolve("home").toString()),
                new ByteArrayInputStream(input),
                stream(out),
                stream(err),
                false,
                false,
                NOW);
        int code = new Cli(context).run(arguments);
        context.out().flush();
        context.err().flush();
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(OutputStream out) {
        return new PrintStream(out, false, StandardCharsets.UTF_8);
    }
}
