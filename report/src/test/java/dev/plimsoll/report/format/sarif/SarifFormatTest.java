package dev.plimsoll.report.format.sarif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.MalformedJsonException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.DocumentFormatContract;
import dev.plimsoll.report.SampleDocument;
import dev.plimsoll.report.document.ReportDocument;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SarifFormatTest extends DocumentFormatContract {
    @Override
    protected DocumentFormat format() {
        return new SarifFormat();
    }

    @Override
    protected List<String> faults(byte[] document) throws IOException {
        Path file = SharedFiles.path("reference/schemas/sarif-2.1.0.json");
        assumeTrue(Files.exists(file), "OASIS' schema of SARIF is not at " + file);
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4).getSchema(Files.readString(file));
        return schema.validate(new String(document, StandardCharsets.UTF_8), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    @Override
    protected void assertHarmless(String hostileDocument) throws IOException {
        JsonNode log = read(hostileDocument);
        assertThat(log.findValuesAsText("text"))
                .isNotEmpty()
                .noneMatch(text -> text.contains("[a](") || text.contains("\u001b"));
        assertThat(log.findValuesAsText("markdown"))
                .isNotEmpty()
                .noneMatch(text -> withoutCode(text).contains("<script")
                        || withoutCode(text).contains("](java"));
        assertThat(log.findValues("helpUri")).isEmpty();
        assertThat(log.findValuesAsText("uri")).isNotEmpty().allSatisfy(uri -> {
            assertThat(URI.create(uri).isAbsolute()).isFalse();
            assertThat(URI.create("https://image.example/root/")
                            .resolve(uri)
                            .normalize()
                            .toString())
                    .startsWith("https://image.example/root/")
                    .doesNotContain("/../");
        });
    }

    private static String withoutCode(String markdown) {
        return markdown.replace("\\[", "").replace("\\]", "").replace("\\<", "").replaceAll("(`+) .*? \\1", "");
    }

    @Override
    protected void assertNotWhole(byte[] brokenDocument) {
        assertThatThrownBy(() -> read(new String(brokenDocument, StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void everyImageIsARunOfItsOwn() throws IOException {
        JsonNode runs = read(write(SampleDocument.ordinary())).get("runs");

        assertThat(runs)
                .extracting(run -> run.at("/automationDetails/id").asText())
                .containsExactly(
                        "plimsoll/registry.example.org/shop/api/",
                        "plimsoll/localhost:5000/shop/worker/",
                        "plimsoll/missing.tar/");
        assertThat(runs)
                .extracting(run -> run.at("/invocations/0/executionSuccessful").asBoolean())
                .containsExactly(true, true, false);
    }

    @Test
    void everyResultLeadsToItsRuleAndKeepsItsFingerprint() throws IOException {
        JsonNode run = read(write(SampleDocument.ordinary())).at("/runs/0");

        assertThat(run.get("results"))
                .isNotEmpty()
                .allSatisfy(result -> assertThat(run.at(
                                "/tool/driver/rules/" + result.get("ruleIndex").asInt() + "/id"))
                        .isEqualTo(result.get("ruleId")));
        assertThat(run.at("/results/0/partialFingerprints/primaryLocationLineHash")
                        .asText())
                .isEqualTo(findings(SampleDocument.ordinary()).get(0).fingerprint());
    }

    @Test
    void severityIsSaidInGitHubsThreeWays() throws IOException {
        JsonNode run = read(write(SampleDocument.ordinary())).at("/runs/0");

        assertThat(run.get("results"))
                .extracting(result -> result.get("ruleId").asText() + " "
                        + result.get("level").asText())
                .containsExactly(
                        "CVE-2024-0001 error",
                        "CVE-2024-0002 error",
                        "CVE-2024-0003 error",
                        "CVE-2024-0004 warning",
                        "GHSA-aaaa-bbbb-cccc note",
                        "CVE-2024-0099 error");
        assertThat(run.at("/tool/driver/rules"))
                .extracting(rule -> rule.at("/properties/security-severity").asText())
                .containsExactly("9.8", "8.1", "7.5", "5.3", "2.0", "7.0");
    }

    @Test
    void theFixIsInTheHelpAndInTheMessage() throws IOException {
        JsonNode run = read(write(SampleDocument.ordinary())).at("/runs/0");

        assertThat(run.at("/tool/driver/rules/0/help/markdown").asText())
                .contains("`apt-get install --only-upgrade openssl=3.0.12-1`");
        assertThat(run.at("/results/0/message/text").asText())
                .contains("apt-get install --only-upgrade openssl=3.0.12-1");
        assertThat(run.at("/results/3/message/text").asText()).contains("there is no fix yet");
        assertThat(run.at("/results/4/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("srv/app/lib/json%20tool-2.1.jar");
    }

    @Test
    void aFindingIsAtTheLineOfTheDockerfileThatBroughtItWhereThatIsKnown() throws IOException {
        JsonNode results = read(write(SampleDocument.ordinary())).at("/runs/0/results");

        assertThat(results.get(1).at("/locations/0/physicalLocation"))
                .hasToString("{\"artifactLocation\":{\"uri\":\"docker/Dockerfile\"},"
                        + "\"region\":{\"startLine\":12,\"endLine\":14}}");
        assertThat(results.get(1).at("/message/text").asText()).contains("brought by RUN in docker/Dockerfile:12");
        assertThat(results.get(1).at("/properties/path").asText()).isEqualTo("var/lib/dpkg/status");
        assertThat(results.get(0)
                        .at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .as("no line is known")
                .isEqualTo("var/lib/dpkg/status");
    }

    @Test
    void whatSomebodyAcceptedIsSuppressedWithTheReason() throws IOException {
        JsonNode results = read(write(SampleDocument.ordinary())).at("/runs/0/results");

        assertThat(results)
                .allSatisfy(result -> assertThat(result.has("suppressions")).isTrue());
        assertThat(results)
                .filteredOn(result -> !result.get("suppressions").isEmpty())
                .extracting(result -> result.at("/suppressions/0/status").asText() + " "
                        + result.at("/suppressions/0/justification").asText())
                .containsExactly(
                        "accepted accepted by team-api until 2027-01-31: not reachable from outside",
                        "accepted kernel flaws do not count in a container");
    }

    @Test
    void whatIsNotShownIsCounted() throws IOException {
        String document = write(SampleDocument.ordinary());

        assertThat(read(document).at("/runs/0/results").findValuesAsText("ruleId"))
                .doesNotContain("CVE-2024-0006");
        assertThat(document).contains("1 findings are hidden");
    }

    @Test
    void theWorstComeFirstAndTheRestIsCountedAndNamed() throws IOException {
        JsonNode run = limited(new SarifLimits(20, 2, 20, 20, 1 << 20), SampleDocument.ordinary())
                .at("/runs/0");

        assertThat(run.get("results").findValuesAsText("ruleId")).containsExactly("CVE-2024-0001", "CVE-2024-0002");
        assertThat(run.at("/tool/driver/rules")).hasSize(2);
        assertThat(notifications(run))
                .anyMatch(text -> text.startsWith("4 findings") && text.contains("CVE-2024-0003 in openssl"));
    }

    @Test
    void rulesAndNotificationsHaveLimitsToo() throws IOException {
        JsonNode runs = limited(new SarifLimits(20, 20, 3, 2, 1 << 20), SampleDocument.ordinary())
                .get("runs");

        assertThat(runs.get(0).at("/tool/driver/rules")).hasSize(3);
        assertThat(notifications(runs.get(1))).anyMatch(text -> text.equals("and 2 more that were not judged"));
    }

    @Test
    void imagesBeyondTheLimitAreNamedAndTheWorstStay() throws IOException {
        JsonNode runs = limited(new SarifLimits(2, 20, 20, 20, 1 << 20), SampleDocument.ordinary())
                .get("runs");

        assertThat(runs).hasSize(2);
        assertThat(notifications(runs.get(0))).anyMatch(text -> text.startsWith("missing.tar is not in this file"));
    }

    @Test
    void aFileIsNoLargerThanGitHubTakes() throws IOException {
        long most = 100_000;
        byte[] document = document(new SarifLimits(20, 25_000, 25_000, 20, most), SampleDocument.ofFindings(25_000));

        java.io.ByteArrayOutputStream compressed = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(compressed)) {
            gzip.write(document);
        }
        // The uploader compresses better than the estimate, which also counts in blocks.
        assertThat(compressed.size()).isBetween((int) most / 5, (int) most);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../../etc/passwd", "/", "", "a//b/./c", "c:/x", "//evil.example/x", "a\u0000\ud800b", "%2e%2e/x"
            })
    void everyPathStaysBelowItsBase(String path) {
        URI uri = URI.create(SarifText.relativeUri(path, "openssl"));

        assertThat(uri.isAbsolute()).isFalse();
        assertThat(uri.getRawPath()).isNotEmpty().doesNotStartWith("/").doesNotStartWith("..");
        assertThat(uri.getRawAuthority()).isNull();
    }

    private static List<String> notifications(JsonNode run) {
        return run.at("/invocations/0/toolExecutionNotifications").findValuesAsText("text");
    }

    private static JsonNode limited(SarifLimits limits, ReportDocument report) throws IOException {
        return SafeJson.within(Limits.DEFAULT).readTree(document(limits, report), "SARIF");
    }

    private static byte[] document(SarifLimits limits, ReportDocument report) throws IOException {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        new SarifFormat(limits).write(report, out);
        return out.toByteArray();
    }

    private static JsonNode read(String document) throws IOException {
        return SafeJson.within(Limits.DEFAULT).readTree(document.getBytes(StandardCharsets.UTF_8), "SARIF");
    }
}
