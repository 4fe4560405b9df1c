package dev.plimsoll.report.format.vex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.MalformedJsonException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.DocumentFormatContract;
import dev.plimsoll.report.SampleDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cyclonedx.Version;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.model.Bom;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;

class VexFormatTest extends DocumentFormatContract {
    @Override
    protected DocumentFormat format() {
        return new VexFormat();
    }

    @Override
    protected List<String> faults(byte[] document) throws IOException {
        return new JsonParser()
                .validate(document, Version.VERSION_16).stream()
                        .map(Throwable::getMessage)
                        .toList();
    }

    @Override
    protected void assertHarmless(String hostileDocument) throws IOException {
        assertThat(read(hostileDocument).findValues("advisories")).isEmpty();
    }

    @Override
    protected void assertNotWhole(byte[] brokenDocument) {
        assertThatThrownBy(() -> read(new String(brokenDocument, StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void everyVulnerabilityPointsAtAComponentOfTheDocument() throws IOException {
        JsonNode bom = read(write(SampleDocument.ordinary()));

        List<String> refs = bom.findValuesAsText("bom-ref");
        Set<String> affected =
                bom.get("vulnerabilities").findValuesAsText("ref").stream().collect(Collectors.toSet());
        assertThat(refs).doesNotHaveDuplicates().containsAll(affected);
        String first = bom.at("/vulnerabilities/0/affects/0/ref").asText();
        assertThat(bom.at("/components/0/components"))
                .filteredOn(component -> first.equals(component.get("bom-ref").asText()))
                .extracting(component -> component.get("name").asText())
                .containsExactly("openssl");
    }

    @Test
    void aRatingHasItsSourceVectorAndScore() throws IOException {
        JsonNode flaw = read(write(SampleDocument.ordinary())).at("/vulnerabilities/0");

        assertThat(flaw.at("/ratings/0/source/name").asText()).isEqualTo("NVD");
        assertThat(flaw.at("/ratings/0/score").asDouble()).isEqualTo(9.8);
        assertThat(flaw.at("/ratings/0/method").asText()).isEqualTo("CVSSv31");
        assertThat(flaw.at("/ratings/0/vector").asText()).startsWith("CVSS:3.1/");
        assertThat(flaw.at("/advisories/0/url").asText()).isEqualTo("https://security.example.org/CVE-2024-0001");
        assertThat(flaw.has("analysis")).isFalse();
    }

    @Test
    void whatWasExplainedOrAcceptedHasAnAnalysis() throws IOException {
        JsonNode flaws = read(write(SampleDocument.ordinary())).get("vulnerabilities");

        assertThat(flaws).extracting(flaw -> flaw.get("id").asText()).doesNotContain("CVE-2024-0006");
        assertThat(flaws.get(2).at("/analysis/response/0").asText()).isEqualTo("will_not_fix");
        assertThat(flaws.get(2).at("/analysis/detail").asText()).contains("accepted by team-api until 2027-01-31");
        assertThat(flaws.get(5).at("/analysis/state").asText()).isEqualTo("not_affected");
    }

    @Test
    void itSaysHowFarItGoes() throws IOException {
        JsonNode bom = read(write(SampleDocument.ordinary()));

        assertThat(bom.get("compositions"))
                .extracting(each -> each.get("aggregate").asText())
                .containsExactly("complete", "incomplete", "incomplete");
        assertThat(bom.get("properties").findValuesAsText("name"))
                .containsExactly("plimsoll:hidden-by-filters:image-0");
    }

    @Test
    void theGroupsOwnReaderFindsEverything() throws IOException, ParseException {
        Bom bom = new JsonParser().parse(bytes(SampleDocument.ordinary()));

        assertThat(bom.getVulnerabilities()).hasSize(6);
        assertThat(bom.getComponents()).hasSize(3);
        assertThat(bom.getComponents().get(0).getComponents()).hasSize(2);
    }

    private static JsonNode read(String document) throws IOException {
        return SafeJson.within(Limits.DEFAULT).readTree(document.getBytes(StandardCharsets.UTF_8), "CycloneDX");
    }
}
