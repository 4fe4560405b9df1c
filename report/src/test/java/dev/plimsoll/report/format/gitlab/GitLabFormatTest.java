package dev.plimsoll.report.format.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitLabFormatTest extends DocumentFormatContract {
    @Override
    protected DocumentFormat format() {
        return new GitLabFormat();
    }

    /** GitLab's schema is not free to be had everywhere; what it demands of the parts that we write is written down beside this test. */
    @Override
    protected List<String> faults(byte[] document) throws IOException {
        try (InputStream rules =
                Objects.requireNonNull(getClass().getResourceAsStream("container-scanning-15.2.json"))) {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(new String(rules.readAllBytes(), StandardCharsets.UTF_8));
            return schema.validate(new String(document, StandardCharsets.UTF_8), InputFormat.JSON).stream()
                    .map(Object::toString)
                    .toList();
        }
    }

    @Override
    protected void assertHarmless(String hostileDocument) throws IOException {
        JsonNode report = read(hostileDocument);
        assertThat(report.findValuesAsText("description"))
                .isNotEmpty()
                .noneMatch(text -> text.replace("\\<", "").contains("<") && !text.startsWith("="));
        assertThat(report.findValuesAsText("url")).isEmpty();
    }

    @Override
    protected void assertNotWhole(byte[] brokenDocument) {
        assertThatThrownBy(() -> read(new String(brokenDocument, StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void aFindingIsAVulnerabilityInGitLabsWords() throws IOException {
        JsonNode first = read(write(SampleDocument.ordinary())).at("/vulnerabilities/0");

        assertThat(first.get("severity").asText()).isEqualTo("Critical");
        assertThat(first.get("solution").asText()).isEqualTo("apt-get install --only-upgrade openssl=3.0.12-1");
        assertThat(first.at("/location/dependency/package/name").asText()).isEqualTo("openssl");
        assertThat(first.at("/location/dependency/version").asText()).isEqualTo("3.0.11-1");
        assertThat(first.at("/location/operating_system").asText()).isEqualTo("Debian GNU/Linux 12");
        assertThat(first.at("/location/image").asText()).isEqualTo("registry.example.org/shop/api:1.4");
        assertThat(first.get("identifiers"))
                .extracting(
                        id -> id.get("type").asText() + " " + id.get("value").asText())
                .containsExactly("cve CVE-2024-0001", "ghsa GHSA-xxxx-yyyy-0001");
        assertThat(first.at("/cvss_vectors/0/vendor").asText()).isEqualTo("NVD");
        assertThat(first.at("/links/0/url").asText()).isEqualTo("https://security.example.org/CVE-2024-0001");
    }

    @Test
    void unratedIsUnknownAndIdsAreUnique() throws IOException {
        JsonNode report = read(write(SampleDocument.ofFindings(5000)));

        assertThat(report.at("/vulnerabilities/4500/severity").asText()).isEqualTo("Unknown");
        assertThat(report.get("vulnerabilities").findValuesAsText("id"))
                .hasSize(5000)
                .doesNotHaveDuplicates();
    }

    @Test
    void aFailedScanIsAFailure() throws IOException {
        assertThat(read(write(SampleDocument.ordinary())).at("/scan/status").asText())
                .isEqualTo("failure");
        assertThat(read(write(SampleDocument.partial())).at("/scan/status").asText())
                .isEqualTo("success");
    }

    @Test
    void whatDoesNotCountSaysWhyAndWhatIsHiddenIsCounted() throws IOException {
        JsonNode report = read(write(SampleDocument.ordinary()));

        assertThat(report.at("/vulnerabilities/2/description").asText()).contains("accepted by team-api until");
        assertThat(report.at("/vulnerabilities/5/flags/0/description").asText())
                .isEqualTo("kernel flaws do not count in a container");
        assertThat(report.at("/scan/messages").findValuesAsText("value"))
                .contains("api: 1 findings are hidden by the filters of the run");
    }

    @ParameterizedTest
    @CsvSource({
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, true",
        "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:P/RL:O, true",
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H, false",
        "AV:N/AC:L/Au:N/C:P/I:P/A:P/E:POC/RL:OF/RC:C, false",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/, false",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:Z, false",
        "CVSS:3.1/AV:N/AV:N/PR:N/UI:N/S:U/C:H/I:H/A:H, false"
    })
    void onlyVectorsThatGitLabTakesAreGiven(String vector, boolean taken) {
        assertThat(CvssVector.isVersion3(vector)).isEqualTo(taken);
    }

    private static JsonNode read(String document) throws IOException {
        return SafeJson.within(Limits.DEFAULT).readTree(document.getBytes(StandardCharsets.UTF_8), "report");
    }
}
