package dev.plimsoll.build.attest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.Trees;
import dev.plimsoll.build.spec.ImageSpec;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.write.Attachment;
import dev.plimsoll.image.write.LayerContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies beside an image says what is in it, what was left out, and what it was built from; and nothing of the machine. */
class AttestationsTest {
    private static final Platform AMD64 = Platform.parse("linux/amd64");
    private static final Digest MANIFEST = Digest.sha256(new byte[] {7});

    @TempDir
    private Path folder;

    @Test
    void the_sbom_lists_what_is_there_and_what_was_left_out_with_the_reason() throws IOException {
        try (TempFiles tempFiles = TempFiles.under(folder)) {
            BillOfMaterials bill = BillOfMaterials.of(
                    "plimsoll/redis:latest",
                    AMD64,
                    Trees.small(),
                    List.of(
                            new LayerContent("a", List.of()),
                            new LayerContent("b", Trees.small().files())),
                    "plimsoll 1.2.3",
                    Trees.EPOCH,
                    tempFiles);

            assertThat(bill.attachments())
                    .extracting(Attachment::artifactType)
                    .containsExactly("application/vnd.cyclonedx+json", "application/spdx+json");
            JsonNode json = json(bill.cycloneDx());
            assertThat(json.path("components").findValuesAsText("name"))
                    .contains("base-files", "libc6", "redis-server")
                    .doesNotContain("adduser");
            assertThat(json.at("/metadata/component/version").asText()).isEqualTo(MANIFEST.toString());
            assertThat(json.at("/metadata/timestamp").asText()).isEqualTo("2026-11-28T10:00:00Z");
            assertThat(json.path("properties").toString())
                    .contains("pkg:deb/debian/adduser@1.0-1?arch=amd64&distro=debian-12")
                    .contains("users are made by the build")
                    .contains("pkg:deb/debian/libc6@1.0-1?arch=amd64&distro=debian-12")
                    .contains("/usr/share/locale/**", "messages are English");
            assertThat(bill.inventory().components())
                    .allSatisfy(component ->
                            assertThat(component.locations().get(0).layer()).hasValue(1));
        }
    }

    @Test
    void the_provenance_names_every_part_by_its_digest_and_no_machine_and_no_time_of_the_build() throws IOException {
        Files.writeString(folder.resolve("app.conf"), "x");
        ImageSpec spec = Trees.spec(folder, "files: [{path: /etc/app.conf, source: app.conf}]\n");
        byte[] statement = BuildProvenance.attachment(spec, AMD64, Trees.lock(spec), "1.2.3")
                .body()
                .about(MANIFEST, List.of());

        JsonNode json = SafeJson.within(Limits.DEFAULT).readTree(statement, "statement");
        assertThat(json.path("_type").asText()).isEqualTo("https://in-toto.io/Statement/v1");
        assertThat(json.path("predicateType").asText()).isEqualTo("https://slsa.dev/provenance/v1");
        assertThat(json.at("/subject/0/digest/sha256").asText()).isEqualTo(MANIFEST.hex());
        JsonNode used = json.at("/predicate/buildDefinition/resolvedDependencies");
        assertThat(used.findValuesAsText("name"))
                .contains(
                        "redis.yaml",
                        "bookworm/InRelease",
                        "bookworm-security/InRelease",
                        "pool/main/redis-server.deb",
                        "/etc/app.conf");
        assertThat(used.findValuesAsText("uri"))
                .contains("pkg:deb/debian/redis-server@5:7.0.15-1~deb12u5?arch=amd64&distro=bookworm");
        assertThat(used)
                .allSatisfy(
                        each -> assertThat(each.at("/digest/sha256").asText()).hasSize(64));
        assertThat(json.at("/predicate/runDetails/builder/id").asText()).startsWith("https://");
        assertThat(json.toString()).doesNotContain(folder.toString()).doesNotContain("startedOn");
    }

    private static JsonNode json(Attachment attachment) throws IOException {
        return SafeJson.within(Limits.DEFAULT)
                .readTree(attachment.body().about(MANIFEST, List.of()), attachment.artifactType());
    }
}
