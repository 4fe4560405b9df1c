package dev.plimsoll.inventory.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.Origin;
import dev.plimsoll.inventory.Purl;
import dev.plimsoll.inventory.Unidentified;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import dev.plimsoll.inventory.sbom.format.SbomFormats;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SBOMs of other tools, in the shapes in which they write them. */
class ForeignSbomTest {
    private static final Set<String> KNOWN = Set.of("deb", "apk", "rpm", "maven", "npm", "pypi");

    private static Optional<Component> known(Purl purl, Location location) {
        return KNOWN.contains(purl.type())
                ? Optional.of(Component.of("of-" + purl.type(), purl.name(), purl.version(), purl, location))
                : Optional.empty();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ForeignSbomTest.class.getResourceAsStream("/sbom/" + name))) {
            return BoundedInput.readAll(in, 1 << 20, name);
        }
    }

    private static Sbom read(byte[] document) {
        return new SbomReader(SbomFormats.all(), ForeignSbomTest::known, Limits.DEFAULT)
                .read(new ByteArrayInputStream(document), "a.json");
    }

    private static Map<String, Component> byName(Sbom sbom) {
        return sbom.inventory().components().stream().collect(Collectors.toMap(Component::name, Function.identity()));
    }

    private static Component named(Sbom sbom, String name) {
        return Objects.requireNonNull(byName(sbom).get(name));
    }

    @Test
    void readsSyftsCycloneDx() throws IOException {
        Sbom sbom = read(resource("syft.cdx.json"));

        assertThat(sbom.tool()).contains("syft 1.18.1");
        assertThat(sbom.inventory().completeness())
                .isEqualTo("as declared by syft 1.18.1; 1 entries are files or groups, not packages");
        assertThat(sbom.inventory().distro())
                .contains(new Distro("debian", "12", "bookworm", "Debian GNU/Linux 12 (bookworm)", List.of()));
        assertThat(sbom.subject().name()).isEqualTo("registry.example/app");
        assertThat(sbom.subject().digest()).isPresent();
        assertThat(byName(sbom)).containsOnlyKeys("libssl3", "perl-base", "bash", "slf4j-api", "rack");
        assertThat(named(sbom, "libssl3").origin()).contains(new Origin("openssl", "3.0.9-1"));
        assertThat(named(sbom, "libssl3").licences()).containsExactly("Apache-2.0", "custom-artistic");
        assertThat(named(sbom, "libssl3").locations())
                .extracting(Location::path)
                .containsExactly("usr/share/doc/libssl3/copyright", "var/lib/dpkg/status");
        assertThat(named(sbom, "perl-base").origin()).contains(new Origin("perl", "5.36.0-7+deb12u1"));
        assertThat(named(sbom, "bash").origin()).contains(new Origin("bash", "5.2.15-2+b2"));
        assertThat(named(sbom, "slf4j-api").origin()).isEmpty();
    }

    @Test
    void whatHasNoUsablePurlIsUnidentifiedAndWhatNobodyKnowsStays() throws IOException {
        Sbom sbom = read(resource("syft.cdx.json"));

        assertThat(sbom.inventory().unidentified())
                .extracting(piece -> piece.location().path(), Unidentified::digest, Unidentified::hints)
                .containsExactly(
                        tuple("a.json", "", List.of("broken 1")),
                        tuple(
                                "opt/kotlin-thing.jar",
                                "sha1:a9993e364706816aba3e25717850c26c9cd0d89d",
                                List.of("kotlin-thing 1")));
        assertThat(named(sbom, "rack").ecosystem()).isEqualTo("gem");
    }

    @Test
    void readsTrivysCycloneDx() throws IOException {
        Sbom sbom = read(resource("trivy.cdx.json"));

        assertThat(sbom.inventory().completeness()).startsWith("as declared by trivy 0.58.0; 1 entries");
        assertThat(sbom.inventory().distro()).map(Distro::id).contains("almalinux");
        assertThat(sbom.inventory().distro()).map(Distro::versionId).contains("9.2");
        assertThat(sbom.subject().layers()).hasSize(2);
        Component openssl = named(sbom, "openssl-libs");
        assertThat(openssl.version()).isEqualTo("1:3.0.7-16.el9_2");
        assertThat(openssl.origin()).contains(new Origin("openssl", "1:3.0.7-16.el9_2"));
        assertThat(openssl.locations()).containsExactly(new Location("a.json", OptionalInt.of(1)));
        assertThat(named(sbom, "lodash").locations())
                .containsExactly(new Location("app/node_modules/lodash/package.json", OptionalInt.of(0)));
        assertThat(named(sbom, "nodejs").properties()).containsEntry("modularity", "nodejs:18");
        assertThat(sbom.inventory().unidentified())
                .singleElement()
                .satisfies(piece -> assertThat(piece.reason()).contains("module stream"));
    }

    @Test
    void theEcosystemsOfThisModuleReadWhatOthersWrite() throws IOException {
        SbomReader reader = new SbomReader(
                SbomFormats.all(),
                (purl, location) ->
                        Ecosystems.byPurlType(purl.type()).flatMap(ecosystem -> ecosystem.fromPurl(purl, location)),
                Limits.DEFAULT);

        Sbom syft = reader.read(new ByteArrayInputStream(resource("syft.cdx.json")), "a.json");
        Sbom trivy = reader.read(new ByteArrayInputStream(resource("trivy.cdx.json")), "a.json");

        assertThat(named(syft, "libssl3").ecosystem()).isEqualTo("dpkg");
        assertThat(named(syft, "libssl3").origin()).contains(new Origin("openssl", "3.0.9-1"));
        assertThat(named(syft, "org.slf4j:slf4j-api").ecosystem()).isEqualTo("java");
        assertThat(named(trivy, "openssl-libs").ecosystem()).isEqualTo("rpm");
        assertThat(named(trivy, "openssl-libs").version()).isEqualTo("1:3.0.7-16.el9_2");
        assertThat(named(trivy, "openssl-libs").origin()).contains(new Origin("openssl", "1:3.0.7-16.el9_2"));
        assertThat(named(trivy, "lodash").ecosystem()).isEqualTo("node");
    }

    @Test
    void readsSyftsSpdx() throws IOException {
        Sbom sbom = read(resource("syft.spdx.json"));

        assertThat(sbom.inventory().completeness()).isEqualTo("as declared by syft 1.18.1");
        assertThat(sbom.inventory().distro()).map(Distro::id).contains("alpine");
        assertThat(sbom.inventory().distro()).map(Distro::versionId).contains("3.10.2");
        assertThat(sbom.subject().name()).isEqualTo("alpine:3.10");
        assertThat(byName(sbom)).containsOnlyKeys("libcrypto1.1", "musl");
        assertThat(named(sbom, "libcrypto1.1").origin()).contains(new Origin("openssl", "1.1.1c-r0"));
        assertThat(named(sbom, "libcrypto1.1").licences()).containsExactly("OpenSSL");
        assertThat(named(sbom, "musl").origin()).contains(new Origin("musl", "1.1.22-r3"));
        assertThat(sbom.inventory().unidentified())
                .extracting(Unidentified::hints)
                .containsExactly(List.of("mystery 7"));
    }

    @Test
    void readsTrivysSpdx() throws IOException {
        Sbom sbom = read(resource("trivy.spdx.json"));

        assertThat(sbom.inventory().distro()).map(Distro::versionId).contains("12");
        assertThat(sbom.subject().name()).isEqualTo("/srv/app");
        assertThat(byName(sbom)).containsOnlyKeys("jinja2");
        assertThat(sbom.inventory().unidentified()).isEmpty();
        assertThat(sbom.inventory().completeness()).contains("1 entries");
    }

    @Test
    void aSourcePackageThatNobodyStatesIsNotGuessed() throws IOException {
        Sbom sbom = read(resource("unknown-tool.cdx.json"));

        assertThat(byName(sbom)).containsOnlyKeys("app", "inner");
        assertThat(sbom.inventory().unidentified())
                .singleElement()
                .satisfies(piece -> assertThat(piece.hints()).containsExactly("libssl3 3.0.9-1"))
                .satisfies(piece -> assertThat(piece.reason()).contains("source package"));
        assertThat(sbom.inventory().distro()).contains(new Distro("debian", "", "bookworm", "", List.of()));
        assertThat(sbom.inventory().completeness()).isEqualTo("as declared by homemade");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"syft.cdx.json", "trivy.cdx.json", "syft.spdx.json", "trivy.spdx.json", "unknown-tool.cdx.json"})
    void aStatementAroundItChangesNothing(String name) throws IOException {
        String document = new String(resource(name), StandardCharsets.UTF_8);
        String statement = "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"name\":\"é\"}],"
                + "\"predicateType\":\"https://cyclonedx.org/bom\",\"predicate\": " + document + ",\"more\":1}";
        String older = statement.replace("\"predicate\": ", "\"predicate\": {\"Data\": ") + "}";
        String envelope = "{\"payloadType\":\"application/vnd.in-toto+json\",\"payload\":\""
                + Base64.getEncoder().encodeToString(statement.getBytes(StandardCharsets.UTF_8))
                + "\",\"signatures\":[]}";

        Sbom plain = read(resource(name));
        for (String wrapped : List.of(statement, older, envelope)) {
            assertThat(read(wrapped.getBytes(StandardCharsets.UTF_8))).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "<bom xmlns='http://cyclonedx.org/schema/bom/1.6'/>",
                "SPDXVersion: SPDX-2.3",
                "{\"artifacts\":[],\"schema\":{}}",
                "{\"@context\":\"https://spdx.org/rdf/3.0.1/spdx-context.jsonld\",\"@graph\":[]}",
                "[]",
                "{\"payloadType\":\"x\",\"payload\":\"eyJwYXlsb2FkVHlwZSI6MX0=\"}",
                "{\"spdxVersion\":\"SPDX-3.0\"}",
                "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"2.0\"}"
            })
    void whatIsNoneIsAClearError(String document) {
        assertThatThrownBy(() -> read(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT))
                .hasMessageContaining("a.json");
    }

    @Test
    void oursThatSomebodyChangedIsTheirs() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SbomFormats.byId("cyclonedx").orElseThrow().write(SomeSboms.ordinary(3), Instant.EPOCH, out);
        String changed = out.toString(StandardCharsets.UTF_8)
                .replace(
                        "\"components\":[{\"bom-ref\":\"operating-system\"",
                        "\"components\":[{\"type\":\"library\",\"name\":\"added\",\"purl\":\"pkg:npm/added@1\"},"
                                + "{\"bom-ref\":\"operating-system\"");

        Sbom sbom = read(changed.getBytes(StandardCharsets.UTF_8));

        assertThat(sbom.inventory().components()).hasSize(4);
        assertThat(sbom.inventory().completeness()).contains("changed");
    }

    @Test
    void oursOfAnotherVersionIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SbomFormats.byId("cyclonedx").orElseThrow().write(SomeSboms.ordinary(1), Instant.EPOCH, out);
        String newer = out.toString(StandardCharsets.UTF_8)
                .replace("\"plimsoll:schema\",\"value\":\"1\"", "\"plimsoll:schema\",\"value\":\"2\"");

        assertThatThrownBy(() -> read(newer.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT));
    }
}
