package dev.plimsoll.build.rebase;

import static dev.plimsoll.build.patch.JarImages.file;
import static dev.plimsoll.build.patch.JarImages.jar;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.build.attest.OpenVexSchema;
import dev.plimsoll.build.patch.JarImages;
import dev.plimsoll.image.write.LayerContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** What a rebase says of itself beside the image. */
class RebaseDocumentsTest {
    @TempDir
    private Path directory;

    private JarImages images;

    @BeforeEach
    void patchTheBase() throws IOException {
        images = new JarImages(directory);
        images.publish("lib", "1.2.7");
        images.writeLibraries("base");
        images.write(
                "child",
                "base",
                Map.of(),
                new LayerContent(
                        "COPY app",
                        List.of(
                                file("opt/app", "1".getBytes(StandardCharsets.UTF_8)),
                                file("opt/own-1.0.jar", jar("own", "1.0")))));
        images.flaw("CVE-2026-0001", "lib", "1.2.5");
        images.flaw("CVE-2026-0002", "lib", "1.2.7");
        images.flaw("CVE-2026-0003", "other", "2.0");
        images.flaw("CVE-2026-0004", "own", "2.0");
        assertThat(images.patch(images.options("base", Map.of()), "patched")).isPresent();
    }

    @AfterEach
    void stop() {
        images.close();
    }

    private RebasedImage rebase(String onto, Optional<String> from, String target) {
        RebaseOptions plain = RebaseOptions.of(images.place("child"), images.place(onto));
        RebaseOptions options = new RebaseOptions(
                plain.image(),
                plain.onto(),
                from.map(images::place),
                plain.platform(),
                plain.compression(),
                plain.plainHttp());
        RebasedIndex index = images.with(
                        (tools, scanner) -> new ImageRebaser(tools, scanner).rebaseAll(options, images.place(target)))
                .orElseThrow();
        return index.images().values().iterator().next();
    }

    private static JsonNode document(RebasedImage rebased, String name) throws IOException {
        byte[] content =
                Optional.ofNullable(rebased.documents().get().get(name)).orElseThrow();
        return SafeJson.within(Limits.DEFAULT).readTree(content, name);
    }

    @Test
    void openVexSaysWhatTheNewBaseMendedAndNothingElse() throws IOException {
        RebasedImage rebased = rebase("patched", Optional.empty(), "new");

        JsonNode vex = document(rebased, "openvex.json");
        assertThat(OpenVexSchema.errors(vex)).isEmpty();
        assertThat(vex.path("statements").findValuesAsText("name")).containsExactly("CVE-2026-0001", "CVE-2026-0002");
        assertThat(vex.path("statements")).allSatisfy(statement -> {
            assertThat(statement.path("status").asText()).isEqualTo("fixed");
            assertThat(statement.at("/products/0/@id").asText())
                    .startsWith(
                            "pkg:oci/image@sha256:" + rebased.written().digest().hex());
            assertThat(statement.at("/products/0/subcomponents/0/@id").asText())
                    .isEqualTo("pkg:maven/org.example/lib@1.2.7");
        });
    }

    @Test
    void theProvenanceNamesTheImageAndBothBases() throws IOException {
        RebasedImage rebased = rebase("patched", Optional.of("base"), "new");

        JsonNode statement = document(rebased, "provenance.intoto.json");
        assertThat(statement.at("/subject/0/digest/sha256").asText())
                .isEqualTo(rebased.written().digest().hex());
        List<String> materials = new ArrayList<>();
        statement
                .at("/predicate/buildDefinition/resolvedDependencies")
                .forEach(each -> materials.add(each.at("/annotations/role").asText() + " "
                        + each.at("/digest/sha256").asText()));
        assertThat(materials)
                .containsExactly(
                        "image " + digest("child"), "new base " + digest("patched"), "old base " + digest("base"));
        assertThat(statement.toString()).doesNotContain(directory.toString());
    }

    private String digest(String name) {
        return images.opened(name, image -> image.info().digest()).orElseThrow().hex();
    }

    @Test
    void theSbomsAreOfTheNewImage() throws IOException {
        RebasedImage rebased = rebase("patched", Optional.empty(), "new");

        for (String name : List.of("sbom.cdx.json", "sbom.spdx.json")) {
            assertThat(document(rebased, name).toString())
                    .as(name)
                    .contains("pkg:maven/org.example/lib@1.2.7", "pkg:maven/org.example/own@1.0")
                    .doesNotContain("lib@1.2.0", "lib-1.2.0");
        }
    }

    @Test
    void allOfThemAreReferrersInALayoutAndTheSameEachTime() throws IOException {
        RebasedImage rebased = rebase("patched", Optional.empty(), "new");
        RebasedImage again = rebase("patched", Optional.empty(), "again");

        assertThat(again.written().attachments())
                .hasSize(4)
                .isEqualTo(rebased.written().attachments());
        assertThat(predicates("new"))
                .containsExactly("https://slsa.dev/provenance/v1", "https://openvex.dev/ns/v0.2.0");
    }

    private List<String> predicates(String name) throws IOException {
        return SafeJson.within(Limits.DEFAULT)
                .readTree(Files.readAllBytes(directory.resolve(name).resolve("index.json")), "index")
                .findValuesAsText("in-toto.io/predicate-type");
    }

    @Test
    void whatIsGoneAltogetherIsNotSaidToBeFixed() throws IOException {
        images.write(
                "without", "", Map.of(), new LayerContent("made", List.of(file("srv/other.jar", jar("other", "1.0")))));

        RebasedImage rebased = rebase("without", Optional.of("base"), "new");

        assertThat(rebased.proved().after().findings()).hasSize(2);
        assertThat(rebased.proved().mended()).isEmpty();
        assertThat(rebased.documents().get()).doesNotContainKey("openvex.json");
        assertThat(predicates("new")).containsExactly("https://slsa.dev/provenance/v1");
    }
}
