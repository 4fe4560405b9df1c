package dev.plimsoll.inventory.sbom.format.cyclonedx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.inventory.sbom.SbomFormat;
import dev.plimsoll.inventory.sbom.SbomFormatContract;
import dev.plimsoll.inventory.sbom.SomeSboms;
import java.io.IOException;
import java.util.List;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;

class CycloneDxFormatTest extends SbomFormatContract {
    @Override
    protected SbomFormat format() {
        return new CycloneDxFormat();
    }

    @Override
    protected String neededText() {
        return "\"type\":\"library\",";
    }

    @Override
    protected List<String> faults(byte[] document) throws IOException {
        return new JsonParser()
                .validate(document, Version.VERSION_16).stream()
                        .map(Throwable::getMessage)
                        .toList();
    }

    @Test
    void othersFindWhatTheyLookFor() throws IOException {
        JsonNode document = SafeJson.within(Limits.DEFAULT).readTree(write(SomeSboms.ordinary(40)), "written");

        assertThat(document.at("/metadata/timestamp").asText()).isEqualTo("2026-11-01T12:00:00Z");
        assertThat(document.at("/metadata/tools/components/0/name").asText()).isEqualTo("plimsoll");
        assertThat(document.at("/components/0/type").asText()).isEqualTo("operating-system");
        assertThat(document.get("components"))
                .filteredOn(component -> component.path("purl").asText().startsWith("pkg:maven/"))
                .isNotEmpty()
                .allSatisfy(component ->
                        assertThat(component.path("group").asText()).isEqualTo("group"));
        assertThat(document.findValues("bom-ref").stream().map(JsonNode::asText))
                .doesNotHaveDuplicates();
        assertThat(document.at("/compositions/0/aggregate").asText()).isEqualTo("incomplete");
    }
}
