package dev.plimsoll.build.patch;

import static dev.plimsoll.build.patch.JarImages.jar;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.build.attest.OpenVexSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a patch says of itself beside the image. */
class PatchDocumentsTest {
    @TempDir
    private Path directory;

    private JarImages images;
    private PatchedImage patched;

    @BeforeEach
    void patch() throws IOException {
        images = new JarImages(directory);
        images.publish("lib", "1.2.7");
        images.writeLibraries("image");
        images.flaw("CVE-2026-0001", "lib", "1.2.5");
        images.flaw("CVE-2026-0002", "lib", "1.2.7");
        images.flaw("CVE-2026-0003", "other", "2.0");
        patched = images.patch(images.options("image", Map.of()), "patched").orElseThrow();
    }

    @AfterEach
    void stop() {
        images.close();
    }

    private JsonNode document(String name) throws IOException {
        byte[] content =
                Optional.ofNullable(patched.documents().get().get(name)).orElseThrow();
        return SafeJson.within(Limits.DEFAULT).readTree(content, name);
    }

    @Test
    void openVexSaysOfEachFlawThatIsGoneThatItIsFixedAndOfNoOther() throws IOException {
        JsonNode vex = document("openvex.json");

        assertThat(OpenVexSchema.errors(vex)).isEmpty();
        assertThat(vex.path("@context").asText()).isEqualTo("https://openvex.dev/ns/v0.2.0");
        assertThat(vex.path("timestamp").asText())
                .isEqualTo(patched.plan().date().toString());
        assertThat(vex.path("statements").findValuesAsText("name")).containsExactly("CVE-2026-0001", "CVE-2026-0002");
        assertThat(vex.path("statements")).allSatisfy(statement -> {
            assertThat(statement.path("status").asText()).isEqualTo("fixed");
            JsonNode product = statement.at("/products/0");
            assertThat(product.path("@id").asText())
                    .startsWith(
                            "pkg:oci/image@sha256:" + patched.written().digest().hex());
            assertThat(product.at("/subcomponents/0/@id").asText()).isEqualTo("pkg:maven/org.example/lib@1.2.7");
        });
    }

    @Test
    void theProvenanceNamesTheImageThatWasPatchedAndTheJarThatCameIn() throws IOException {
        JsonNode statement = document("provenance.intoto.json");

        assertThat(statement.at("/subject/0/digest/sha256").asText())
                .isEqualTo(patched.written().digest().hex());
        JsonNode materials = statement.at("/predicate/buildDefinition/resolvedDependencies");
        List<String> digests = new ArrayList<>();
        materials.forEach(each -> digests.add(each.at("/digest/sha256").asText()));
        assertThat(digests)
                .containsExactly(
                        patched.before().image().digest().orElseThrow().hex(),
                        Digest.sha256(jar("lib", "1.2.7")).hex());
        assertThat(statement.toString()).doesNotContain(directory.toString());
    }

    @Test
    void theSbomsAreOfTheNewImage() throws IOException {
        for (String name : List.of("sbom.cdx.json", "sbom.spdx.json")) {
            assertThat(document(name).toString())
                    .as(name)
                    .contains("pkg:maven/org.example/lib@1.2.7", "pkg:maven/org.example/other@1.0")
                    .doesNotContain("lib@1.2.0", "lib-1.2.0");
        }
    }

    @Test
    void allOfThemAreReferrersInALayoutAndTheSameEachTime() throws IOException {
        PatchedImage again =
                images.patch(images.options("image", Map.of()), "again").orElseThrow();

        assertThat(again.written().attachments())
                .hasSize(4)
                .isEqualTo(patched.written().attachments());
        JsonNode index = SafeJson.within(Limits.DEFAULT)
                .readTree(Files.readAllBytes(directory.resolve("patched/index.json")), "index");
        assertThat(index.findValuesAsText("artifactType"))
                .containsExactly(
                        "application/vnd.cyclonedx+json",
                        "application/spdx+json",
                        "application/vnd.in-toto+json",
                        "application/vnd.in-toto+json");
        assertThat(index.findValuesAsText("in-toto.io/predicate-type"))
                .containsExactly("https://slsa.dev/provenance/v1", "https://openvex.dev/ns/v0.2.0");
    }
}
