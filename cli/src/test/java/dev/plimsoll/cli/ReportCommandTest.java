package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.report.document.FindingRow;
import dev.plimsoll.report.folder.ReportFolder;
import dev.plimsoll.report.master.HistoryFile;
import dev.plimsoll.report.master.MasterReader;
import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plimsoll report} as its callers see it. */
class ReportCommandTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path directory;

    private String image = "";
    private Path folder = Path.of("");

    @BeforeEach
    void writeAnImage() {
        TinyImage tiny = new TinyImage()
                .run("User", "\"65532\"")
                .layer(new TinyTar()
                        .file("app/node_modules/lodash/package.json", "{\"name\":\"lodash\",\"version\":\"4.17.15\"}"));
        image = "archive://" + TinyImage.writeTar(tiny.dockerFiles(), directory.resolve("app.tar"));
        folder = directory.resolve("reports");
    }

    @Test
    void writesTheReportsAndListsThem() throws IOException {
        feed();

        CliRun run = run("report", "--offline", "-d", folder.toString(), image);

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out().lines())
                .contains(
                        folder.resolve(ReportFolder.MASTER).toString(),
                        folder.resolve(ReportFolder.SUMMARY).toString())
                .allSatisfy(line -> assertThat(Path.of(line)).isNotEmptyFile());
        try (MasterReader master = MasterReader.open(folder.resolve(ReportFolder.MASTER))) {
            List<FindingRow> findings = new ArrayList<>();
            master.findings(0, findings::add);
            assertThat(findings).extracting(FindingRow::id).containsExactly("CVE-2021-23337");
            assertThat(findings.get(0).remedy()).contains("4.17.21");
        }
        assertThat(folder.resolve(ReportFolder.SUMMARY)).content().contains("# Plimsoll Container Security Report");
    }

    @Test
    void anImageThatCannotBeScannedHidesNoOther() throws IOException {
        feed();
        String missing = "archive://" + directory.resolve("missing.tar");

        CliRun run = run("report", "--offline", "-d", folder.toString(), missing, image);

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("missing.tar could not be scanned: ");
        try (MasterReader master = MasterReader.open(folder.resolve(ReportFolder.MASTER))) {
            assertThat(master.images()).hasSize(2);
            assertThat(master.images().get(0).error()).isPresent();
            assertThat(master.images().get(0).verdict()).isEqualTo("unjudged");
            assertThat(master.images().get(1).counts().total()).isEqualTo(1);
        }
    }

    @Test
    void theSecondRunKnowsTheFirst() throws IOException {
        run("report", "--offline", "-d", folder.toString(), image);
        feed();

        run("report", "--offline", "-d", folder.toString(), image);

        try (MasterReader master = MasterReader.open(folder.resolve(ReportFolder.MASTER))) {
            assertThat(master.images().get(0).changes().orElseThrow().added()).isEqualTo(1);
            assertThat(master.history()).hasSize(2);
        }
        assertThat(folder.resolve(ReportFolder.SUMMARY + ".old")).exists();
        assertThat(HistoryFile.read(folder.resolve(HistoryFile.NAME))).hasSize(2);
    }

    @Test
    void judgesByThePolicyAndAgainstTheBaseline() throws IOException {
        feed();
        Path policy = directory.resolve("team.yaml");
        Files.writeString(policy, "thresholds:\n  high: {max: 0, over: fail}\nonly-new: true\n");
        run("report", "--offline", "-d", folder.toString(), "--policy", policy.toString(), image);
        String first = verdict(folder);
        Path later = directory.resolve("later");

        run(
                "report",
                "--offline",
                "-d",
                later.toString(),
                "--policy",
                policy.toString(),
                "--baseline",
                folder.resolve(ReportFolder.MASTER).toString(),
                image);

        assertThat(first).isEqualTo("fail");
        assertThat(verdict(later)).isEqualTo("pass");
    }

    private static String verdict(Path reports) throws IOException {
        try (MasterReader master = MasterReader.open(reports.resolve(ReportFolder.MASTER))) {
            return master.header().verdict();
        }
    }

    @Test
    void rendersAnewFromAMaster() {
        run("report", "--offline", "-d", folder.toString(), image);
        Path other = directory.resolve("other");

        CliRun run = run(
                "report",
                "--from",
                folder.resolve(ReportFolder.MASTER).toString(),
                "-d",
                other.toString(),
                "--format",
                "markdown");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(other.resolve(ReportFolder.SUMMARY)).hasSameTextualContentAs(folder.resolve(ReportFolder.SUMMARY));
        assertThat(run.out().lines().count()).isGreaterThan(2);
    }

    @Test
    void wrongCommandLinesSayWhatIsRight() throws IOException {
        assertThat(run("report").err()).contains("report wants IMAGE… to scan, or --from MASTER");
        assertThat(run("report", "--from", "x", image).code()).isEqualTo(ExitCode.FAILED);
        assertThat(run("report", "--format", "pdf", image).err())
                .contains("does not know 'pdf'", "summary", "markdown");
        assertThat(run("report", "odd://x", image).err()).contains("unknown prefix 'odd://'");
        Path file = Files.writeString(directory.resolve("file"), "{}");
        assertThat(run("report", "-d", file.toString(), image).err()).contains("could not use " + file);
        assertThat(run("report", "-d", folder.toString(), "--from", file.toString())
                        .err())
                .contains(file + " can't be read as a report of Plimsoll's");
    }

    @Test
    void aScanCanBeShownAsAnyDocument() throws IOException {
        feed();

        CliRun run = run("cves", "--offline", "--format", "markdown", image);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("CVE-2021-23337");
        assertThat(run("cves", "--format", "pdf", image).err())
                .contains("markdown")
                .contains("packages");
    }

    private void feed() throws IOException {
        Path zip = directory.resolve("mirror/osv/npm/all.zip");
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
        assertThat(run("db", "update", "--from", directory.resolve("mirror").toString())
                        .code())
                .isZero();
    }

    private CliRun run(String... arguments) {
        return CliRun.of(Map.of("HOME", directory.toString()), NOW, arguments);
    }
}
