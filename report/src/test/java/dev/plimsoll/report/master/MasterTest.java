package dev.plimsoll.report.master;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.plimsoll.advisory.Severity;
import dev.plimsoll.policy.Baseline;
import dev.plimsoll.policy.Glob;
import dev.plimsoll.policy.Policy;
import dev.plimsoll.policy.Verdict;
import dev.plimsoll.policy.Waiver;
import dev.plimsoll.report.FindingFilter;
import dev.plimsoll.report.SampleScan;
import dev.plimsoll.report.document.ComponentRow;
import dev.plimsoll.report.document.FindingRow;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ImageSummary.Counts;
import dev.plimsoll.report.document.RunRow;
import dev.plimsoll.report.document.UnjudgedRow;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written to a master is read from it again, and by the published schema. */
class MasterTest {
    @TempDir
    private Path directory;

    @Test
    void isValidByThePublishedSchema() throws IOException {
        Schema schema = schema();

        assertThat(schema.validate(Files.readString(Masters.everything(directory)), InputFormat.JSON))
                .isEmpty();
        assertThat(schema.validate(Files.readString(Masters.write(directory.resolve("none.json"))), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void anImageWithAnErrorHasNoNumbersByTheSchema() throws IOException {
        String claims = Files.readString(Masters.everything(directory))
                .replace("\"error\": \"no such image\"", "\"error\": \"no such image\", \"findings\": []");

        assertThat(claims).contains("\"findings\": []");
        assertThat(schema().validate(claims, InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void whatBothSchemasSpeakOfTheySayAlike() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode scan = mapper.readTree(Files.readString(SharedFiles.checkout().resolve("docs/report-schema.json")));
        JsonNode master =
                mapper.readTree(Files.readString(SharedFiles.checkout().resolve("docs/security-report-schema.json")));

        scan.get("$defs").fieldNames().forEachRemaining(name -> {
            if (!name.equals("finding")) {
                assertThat(master.get("$defs").get(name))
                        .as(name)
                        .isEqualTo(scan.get("$defs").get(name));
            }
        });
        JsonNode image = master.at("/$defs/image/properties");
        for (String name : List.of("image", "components", "suppressed", "unidentified", "gaps", "distro", "notes")) {
            assertThat(image.get(name))
                    .as(name)
                    .isEqualTo(scan.at("/properties").get(name));
        }
        scan.at("/$defs/finding/properties")
                .properties()
                .forEach(field -> assertThat(
                                master.at("/$defs/finding/properties").get(field.getKey()))
                        .as(field.getKey())
                        .isEqualTo(field.getValue()));
    }

    @Test
    void givesBackTheHeaderAndTheHistory() throws IOException {
        try (MasterReader master = MasterReader.open(Masters.everything(directory))) {
            assertThat(master.header().generated()).isEqualTo(SampleScan.NOW);
            assertThat(master.header().toolVersion()).isEqualTo("1.2.3");
            assertThat(master.header().verdict()).isEqualTo("fail");
            assertThat(master.header().policy()).isEqualTo("the built-in defaults");
            assertThat(master.header().contacts()).isEqualTo(Map.of("security", "sec@example.org"));
            assertThat(master.history()).hasSize(2).first().isEqualTo(Masters.BEFORE);
            RunRow last = master.history().get(1);
            assertThat(last.generated()).isEqualTo(SampleScan.NOW);
            assertThat(last.images()).hasSize(3);
            assertThat(last.images().get(0).counts().orElseThrow().critical()).isEqualTo(1);
            assertThat(last.images().get(1).counts()).isEmpty();
        }
    }

    @Test
    void aWaiverIsOfNoUseOnlyIfNoImageOfTheRunNeedsIt() throws IOException {
        Policy policy = Policy.DEFAULT.toBuilder()
                .waiver(waiver("CVE-2024-0001"))
                .waiver(waiver("CVE-1999-1"))
                .build();
        Path file = directory.resolve("waivers.json");
        Path partly = directory.resolve("partly.json");
        JudgedImage without = Masters.judged(SampleScan.empty(), policy, Optional.empty(), Optional.empty());
        JudgedImage needs = Masters.judged(SampleScan.ordinary(), policy, Optional.empty(), Optional.empty());
        write(file, writer -> {
            writer.add(without);
            writer.add(needs);
            writer.add(without);
        });
        write(partly, writer -> {
            writer.add(needs);
            writer.addFailed("missing:1", "missing", SampleScan.NOW, "no such image");
        });

        assertThat(without.judgement().waivers().unused()).hasSize(2);
        try (MasterReader master = MasterReader.open(file);
                MasterReader failed = MasterReader.open(partly)) {
            assertThat(master.header().unusedWaivers()).containsExactly("CVE-1999-1, ops");
            assertThat(failed.header().unusedWaivers())
                    .as("the image that could not be scanned may need it")
                    .isEmpty();
        }
        assertThat(schema().validate(Files.readString(file), InputFormat.JSON)).isEmpty();
    }

    private static Waiver waiver(String id) {
        return new Waiver(
                new Glob(id),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "not reachable",
                "ops",
                LocalDate.of(2027, 1, 1),
                Optional.empty(),
                false,
                false);
    }

    @Test
    void aSecretInALabelIsNotSpread() throws IOException {
        assertThat(Files.readString(Masters.everything(directory)))
                .contains("\"build.token\": \"***\"")
                .doesNotContain("hunter2");
    }

    @Test
    void givesBackEachImageInNumbersAndRules() throws IOException {
        try (MasterReader master = MasterReader.open(Masters.everything(directory))) {
            ImageSummary image = master.images().get(0);
            assertThat(image.reference()).isEqualTo("archive:///usr/bin/tool");
            assertThat(image.repository()).isEqualTo("app");
            assertThat(image.platform()).isEqualTo("linux/amd64");
            assertThat(image.form()).isEqualTo("archive");
            assertThat(image.distro()).isEqualTo("Debian GNU/Linux 12 (bookworm)");
            assertThat(image.base()).isEqualTo("debian:12");
            assertThat(image.digest()).startsWith("sha256:");
            assertThat(image.error()).isEmpty();
            assertThat(image.verdict()).isEqualTo("fail");
            assertThat(image.counts()).isEqualTo(new Counts(1, 0, 0, 0, 1, 0, 1));
            assertThat(image.coverage().judged()).isEqualTo(1);
            assertThat(image.coverage().notJudged()).isEqualTo(1);
            assertThat(image.coverage().gaps()).isEqualTo(1);
            assertThat(image.words()).contains("2 known", "1 unrated", "1 not judged");
            assertThat(image.rules())
                    .extracting(ImageSummary.RuleRow::rule)
                    .contains("threshold/critical", "coverage/no-source", "coverage/gap");
            assertThat(image.rules().get(0).verdict()).isEqualTo("fail");
            assertThat(image.sources()).hasSize(1);
            assertThat(image.sources().get(0).source()).isEqualTo("debian-tracker");
            assertThat(image.sources().get(0).components()).isEqualTo(2);
            assertThat(image.sources().get(0).date()).contains(Instant.parse("2026-11-20T00:00:00Z"));
            assertThat(image.notes()).hasSize(1);
        }
    }

    @Test
    void anImageThatCouldNotBeScannedHidesNoOther() throws IOException {
        try (MasterReader master = MasterReader.open(Masters.everything(directory))) {
            ImageSummary failed = master.images().get(1);
            assertThat(failed.error()).contains("no such image");
            assertThat(failed.verdict()).isEqualTo("unjudged");
            assertThat(failed.name()).isEqualTo("missing");
            assertThat(Masters.findings(master, 1)).isEmpty();
            assertThat(Masters.findings(master, 2)).hasSize(2);
        }
    }

    @Test
    void givesBackEachFindingWithEverything() throws IOException {
        try (MasterReader master = MasterReader.open(Masters.everything(directory))) {
            List<FindingRow> findings = Masters.findings(master, 0);

            assertThat(findings).extracting(FindingRow::severity).containsExactly("critical", "unspecified");
            FindingRow finding = findings.get(0);
            assertThat(finding.id()).isEqualTo("CVE-2024-0001");
            assertThat(finding.aliases()).containsExactly("GHSA-aaaa-bbbb-cccc");
            assertThat(finding.rating().orElseThrow().score()).hasValue(9.8);
            assertThat(finding.rating().orElseThrow().vector()).startsWith("CVSS:3.1/AV:N");
            assertThat(finding.ratings()).hasSize(1);
            assertThat(finding.knownExploitedSince()).hasToString("Optional[2024-01-02]");
            assertThat(finding.ransomware()).isTrue();
            assertThat(finding.epssScore()).hasValue(0.5);
            assertThat(finding.epssPercentile()).hasValue(0.9);
            assertThat(finding.published()).contains(Instant.parse("2024-01-01T00:00:00Z"));
            assertThat(finding.ecosystem()).isEqualTo("dpkg");
            assertThat(finding.packageName()).isEqualTo("openssl");
            assertThat(finding.packageVersion()).isEqualTo("3.0.11-1");
            assertThat(finding.purl()).startsWith("pkg:deb/debian/");
            assertThat(finding.path()).isEqualTo("/usr/bin/tool");
            assertThat(finding.layer()).hasValue(0);
            assertThat(finding.dockerfile().orElseThrow().place()).isEqualTo("docker/summary of the flaw:3");
            assertThat(finding.introducedBy()).isEqualTo("base");
            assertThat(finding.fixState()).isEqualTo("fixed");
            assertThat(finding.fixedVersion()).isEqualTo("3.0.12-1");
            assertThat(finding.remedyKind()).isEqualTo("command");
            assertThat(finding.remedy()).isEqualTo("apt-get install openssl");
            assertThat(finding.fingerprint()).hasSize(32);
            assertThat(finding.state()).isEqualTo("counts");
            assertThat(finding.why()).contains("known to be exploited");
            assertThat(finding.isNew()).isTrue();
            assertThat(finding.shown()).isTrue();
            assertThat(finding.evidence().get(0).feed()).isEqualTo("debian-tracker");
            assertThat(finding.evidence().get(0).range()).isEqualTo("<3.0.12-1");
            assertThat(finding.summary()).isEqualTo("summary of the flaw");
        }
    }

    @Test
    void givesBackWhatWasSuppressedAndWhatWasNotJudged() throws IOException {
        try (MasterReader master = MasterReader.open(Masters.everything(directory))) {
            List<FindingRow> suppressed = new ArrayList<>();
            master.suppressed(0, suppressed::add);
            List<UnjudgedRow> unjudged = new ArrayList<>();
            master.unjudged(0, unjudged::add);
            List<ComponentRow> components = new ArrayList<>();
            master.components(0, components::add);

            assertThat(suppressed).hasSize(1);
            assertThat(suppressed.get(0).state()).isEqualTo("suppressed");
            assertThat(suppressed.get(0).why()).isEqualTo("no kernel in a container");
            assertThat(unjudged)
                    .extracting(row -> row.kind() + " " + row.name() + " " + row.reason())
                    .containsExactly(
                            "component leftover no-source",
                            "gap srv/broken.jar corrupt",
                            "record GHSA-odd-odd-odd1 advisory-unreadable",
                            "unidentified srv/unknown.jar unidentified");
            assertThat(components)
                    .extracting(row -> row.name() + " " + row.level())
                    .containsExactly("openssl judged", "zlib1g judged-fixes-only", "leftover not-judged");
        }
    }

    @Test
    void whatAFilterHidesIsThereAndMarked() throws IOException {
        Path file = directory.resolve("filtered.json");
        JudgedImage all = Masters.judged(SampleScan.ordinary());
        FindingFilter critical = new FindingFilter(List.of(FindingFilter.severities(Set.of(Severity.CRITICAL))));
        write(
                file,
                writer -> writer.add(new JudgedImage(
                        all.scan(), all.judgement(), all.baseline(), all.former(), all.remedy(), critical)));

        try (MasterReader master = MasterReader.open(file)) {
            assertThat(Masters.findings(master, 0))
                    .extracting(FindingRow::shown)
                    .containsExactly(true, false);
            assertThat(master.images().get(0).counts().total()).isEqualTo(2);
        }
    }

    @Test
    void saysWhatChangedSinceTheFormerReport() throws IOException {
        String kept = findings(SampleScan.ordinary()).get(0).fingerprint();
        Instant before = Instant.parse("2026-11-01T00:00:00Z");
        Baseline former = new Baseline(before, Set.of(kept, "a".repeat(32), "b".repeat(32)));
        Path file = directory.resolve("changed.json");
        write(
                file,
                writer -> writer.add(
                        Masters.judged(SampleScan.ordinary(), Policy.DEFAULT, Optional.empty(), Optional.of(former))));

        try (MasterReader master = MasterReader.open(file)) {
            assertThat(master.images().get(0).changes()).contains(new ImageSummary.Changes(before, 1, 2));
            assertThat(Masters.findings(master, 0))
                    .extracting(FindingRow::isNew)
                    .containsExactly(false, true);
        }
    }

    @Test
    void aBaselineIsFoundByRepositoryWhateverTheTag() throws IOException {
        try (Baselines earlier = Baselines.open(Masters.everything(directory))) {
            List<String> known = findings(SampleScan.ordinary()).stream()
                    .map(FindingRow::fingerprint)
                    .toList();
            Baseline same = earlier.of(SampleScan.ordinary().image()).orElseThrow();
            Baseline otherTag = earlier.of(SampleScan.hostile("other").image()).orElseThrow();

            assertThat(same.scannedAt()).isEqualTo(SampleScan.NOW);
            assertThat(same.fingerprints()).containsExactlyInAnyOrderElementsOf(known);
            assertThat(otherTag.fingerprints()).hasSize(4).containsAll(known);
        }
    }

    @Test
    void aRunWithoutAnyImageIsNoPass() throws IOException {
        Path file = directory.resolve("none.json");
        try (OutputStream out = Files.newOutputStream(file);
                MasterWriter writer = new MasterWriter(out, Masters.run())) {
            assertThat(writer.finish()).isEqualTo(Verdict.UNJUDGED);
        }
        try (MasterReader master = MasterReader.open(file)) {
            assertThat(master.images()).isEmpty();
            assertThat(master.header().verdict()).isEqualTo("unjudged");
        }
    }

    @Test
    void hostileNamesComeBackAsTheyWereAndStandOnTheirLine() throws IOException {
        String hostile = "evil\u001b[2J\n\u202egnp <script>";
        Path file = Masters.write(directory.resolve("hostile.json"), SampleScan.hostile(hostile));

        assertThat(Files.readString(file)).doesNotContain("\u001b", "\u202e");
        try (MasterReader master = MasterReader.open(file)) {
            assertThat(Masters.findings(master, 0).get(0).packageName()).isEqualTo(hostile);
        }
    }

    private interface Fill {
        void fill(MasterWriter writer) throws IOException;
    }

    private static void write(Path file, Fill fill) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                MasterWriter writer = new MasterWriter(out, Masters.run())) {
            fill.fill(writer);
            writer.finish();
        }
    }

    private List<FindingRow> findings(dev.plimsoll.scan.ScanResult scan) throws IOException {
        try (MasterReader master = MasterReader.open(Masters.write(directory.resolve("one.json"), scan))) {
            return Masters.findings(master, 0);
        }
    }

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SharedFiles.checkout().resolve("docs/security-report-schema.json")));
    }
}
