package dev.plimsoll.inventory.sbom.format.spdx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.inventory.sbom.SbomFormat;
import dev.plimsoll.inventory.sbom.SbomFormatContract;
import dev.plimsoll.inventory.sbom.SomeSboms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.spdx.core.InvalidSPDXAnalysisException;
import org.spdx.jacksonstore.MultiFormatStore;
import org.spdx.library.SpdxModelFactory;
import org.spdx.storage.simple.InMemSpdxStore;

class SpdxFormatTest extends SbomFormatContract {
    @BeforeAll
    static void readTheLicenceListFromTheJar() {
        System.setProperty("org.spdx.useJARLicenseInfoOnly", "true");
        SpdxModelFactory.init();
    }

    @Override
    protected SbomFormat format() {
        return new SpdxFormat();
    }

    @Override
    protected String neededText() {
        return "\"downloadLocation\":\"NOASSERTION\",";
    }

    @Override
    protected List<String> faults(byte[] document) throws Exception {
        try (MultiFormatStore store = new MultiFormatStore(new InMemSpdxStore(), MultiFormatStore.Format.JSON)) {
            return store.deSerialize(new ByteArrayInputStream(document), false).verify();
        } catch (InvalidSPDXAnalysisException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    @Test
    void othersFindWhatTheyLookFor() throws IOException {
        JsonNode document = SafeJson.within(Limits.DEFAULT).readTree(write(SomeSboms.ordinary(40)), "written");

        assertThat(document.at("/creationInfo/created").asText()).isEqualTo("2026-11-01T12:00:00Z");
        assertThat(document.at("/creationInfo/creators/0").asText()).isEqualTo("Tool: plimsoll-0.1.0");
        assertThat(document.at("/relationships/0/relationshipType").asText()).isEqualTo("DESCRIBES");
        assertThat(document.at("/packages/2/externalRefs/0/referenceType").asText())
                .isEqualTo("purl");
        assertThat(document.findValues("SPDXID").stream().map(JsonNode::asText)).doesNotHaveDuplicates();
    }
}
