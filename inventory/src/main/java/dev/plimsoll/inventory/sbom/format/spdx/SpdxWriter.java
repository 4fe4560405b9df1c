package dev.plimsoll.inventory.sbom.format.spdx;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.image.Gap;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.Unidentified;
import dev.plimsoll.inventory.sbom.ComponentFacts;
import dev.plimsoll.inventory.sbom.DocumentFacts;
import dev.plimsoll.inventory.sbom.Facts;
import dev.plimsoll.inventory.sbom.LicenceIds;
import dev.plimsoll.inventory.sbom.Sbom;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes one SPDX 2.3 document as a stream. */
final class SpdxWriter {
    private static final String DOCUMENT = "SPDXRef-DOCUMENT";
    private static final String SUBJECT = "SPDXRef-Subject";
    private static final String SYSTEM = "SPDXRef-OperatingSystem";
    private static final String NO_ASSERTION = "NOASSERTION";
    private static final int LAST_PLAIN_ASCII = 126;

    private final JsonFactory factory = SafeJson.within(Limits.DEFAULT).factory();
    private final Sbom sbom;
    private final String created;
    private final String creator;
    private final UUID serialNumber;

    SpdxWriter(Sbom sbom, Instant created, UUID serialNumber) {
        this.sbom = sbom;
        this.created = created.truncatedTo(ChronoUnit.SECONDS).toString();
        this.creator = "Tool: " + sbom.tool().orElse("plimsoll").strip().replace(' ', '-');
        this.serialNumber = serialNumber;
    }

    void write(OutputStream out) throws IOException {
        try (JsonGenerator json = factory.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setHighestNonEscapedChar(LAST_PLAIN_ASCII);
            json.writeStartObject();
            json.writeStringField("spdxVersion", "SPDX-2.3");
            json.writeStringField("dataLicense", "CC0-1.0");
            json.writeStringField("SPDXID", DOCUMENT);
            json.writeStringField("name", named(sbom.subject().name()));
            json.writeStringField("documentNamespace", "https://spdx.org/spdxdocs/plimsoll-" + serialNumber);
            creationInfo(json);
            annotations(json);
            packages(json);
            relationships(json);
            json.writeEndObject();
        }
    }

    private void creationInfo(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("creationInfo");
        json.writeStringField("created", created);
        json.writeArrayFieldStart("creators");
        json.writeString(creator);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void annotations(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("annotations");
        annotation(DocumentFacts.of(sbom), json);
        List<Gap> gaps = sbom.inventory().gaps();
        for (int i = 0; i < gaps.size(); i++) {
            annotation(DocumentFacts.of(gaps.get(i), i), json);
        }
        for (int i = 0; i < sbom.omitted().size(); i++) {
            annotation(DocumentFacts.of(sbom.omitted().get(i), i), json);
        }
        json.writeEndArray();
    }

    private void annotation(Facts facts, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("annotationDate", created);
        json.writeStringField("annotationType", "OTHER");
        json.writeStringField("annotator", creator);
        json.writeStringField("comment", Facts.PREFIX + object(facts));
        json.writeEndObject();
    }

    /** Facts as the text of a JSON object: SPDX has no names and values of one's own. */
    private String object(Facts facts) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = factory.createGenerator(text)) {
            json.setHighestNonEscapedChar(LAST_PLAIN_ASCII);
            json.writeStartObject();
            for (var fact : facts.values().entrySet()) {
                json.writeStringField(fact.getKey(), fact.getValue());
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private void packages(JsonGenerator json) throws IOException {
        Inventory inventory = sbom.inventory();
        json.writeArrayFieldStart("packages");
        subject(json);
        if (inventory.distro().isPresent()) {
            operatingSystem(inventory.distro().get(), json);
        }
        List<Component> components = inventory.components();
        for (int i = 0; i < components.size(); i++) {
            component(
                    components.get(i),
                    "SPDXRef-Package-" + i,
                    Optional.ofNullable(sbom.coverage().get(i)),
                    json);
        }
        for (int i = 0; i < inventory.unidentified().size(); i++) {
            unidentified(inventory.unidentified().get(i), "SPDXRef-Unidentified-" + i, json);
        }
        json.writeEndArray();
    }

    private void subject(JsonGenerator json) throws IOException {
        boolean image =
                !sbom.subject().layers().isEmpty() || sbom.subject().digest().isPresent();
        start(SUBJECT, sbom.subject().name(), image ? "CONTAINER" : "APPLICATION", json);
        if (sbom.subject().digest().isPresent()) {
            json.writeStringField("versionInfo", sbom.subject().digest().get().toString());
        }
        json.writeStringField("licenseDeclared", NO_ASSERTION);
        json.writeArrayFieldStart("annotations");
        annotation(new Facts().put("subject", sbom.subject().name()), json);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void operatingSystem(Distro distro, JsonGenerator json) throws IOException {
        start(SYSTEM, distro.id(), "OPERATING_SYSTEM", json);
        writeUnlessEmpty("versionInfo", distro.versionId(), json);
        writeUnlessEmpty("summary", distro.prettyName(), json);
        json.writeStringField("licenseDeclared", NO_ASSERTION);
        json.writeArrayFieldStart("annotations");
        annotation(new Facts().put("distro", distro.id()), json);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void component(Component component, String id, Optional<String> coverage, JsonGenerator json)
            throws IOException {
        start(id, component.name(), "LIBRARY", json);
        writeUnlessEmpty("versionInfo", component.version(), json);
        licences(component.licences(), json);
        json.writeArrayFieldStart("externalRefs");
        json.writeStartObject();
        json.writeStringField("referenceCategory", "PACKAGE-MANAGER");
        json.writeStringField("referenceType", "purl");
        json.writeStringField("referenceLocator", component.purl().toString());
        json.writeEndObject();
        json.writeEndArray();
        Facts facts = ComponentFacts.of(component);
        coverage.ifPresent(text -> facts.put("coverage", text));
        json.writeArrayFieldStart("annotations");
        annotation(facts, json);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void unidentified(Unidentified piece, String id, JsonGenerator json) throws IOException {
        start(id, piece.location().path(), "FILE", json);
        json.writeStringField("licenseDeclared", NO_ASSERTION);
        Optional<Digest> digest = Digest.parse(piece.digest());
        if (digest.isPresent()) {
            json.writeArrayFieldStart("checksums");
            json.writeStartObject();
            json.writeStringField("algorithm", digest.get().algorithm().name());
            json.writeStringField("checksumValue", digest.get().hex());
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeArrayFieldStart("annotations");
        annotation(ComponentFacts.of(piece), json);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void start(String id, String name, String purpose, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("SPDXID", id);
        json.writeStringField("name", named(name));
        json.writeStringField("downloadLocation", NO_ASSERTION);
        json.writeBooleanField("filesAnalyzed", false);
        json.writeStringField("primaryPackagePurpose", purpose);
        json.writeStringField("supplier", NO_ASSERTION);
        json.writeStringField("copyrightText", NO_ASSERTION);
        json.writeStringField("licenseConcluded", NO_ASSERTION);
    }

    /** Only identifiers of the SPDX list make an expression; a place's own words go beside it. */
    private static void licences(List<String> licences, JsonGenerator json) throws IOException {
        boolean known = !licences.isEmpty() && licences.stream().allMatch(LicenceIds::isKnown);
        json.writeStringField("licenseDeclared", known ? String.join(" AND ", licences) : NO_ASSERTION);
        if (!known && !licences.isEmpty()) {
            json.writeStringField("licenseComments", "as stated: " + String.join("; ", licences));
        }
    }

    private void relationships(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("relationships");
        relationship(DOCUMENT, "DESCRIBES", SUBJECT, json);
        if (sbom.inventory().distro().isPresent()) {
            relationship(SUBJECT, "CONTAINS", SYSTEM, json);
        }
        for (int i = 0; i < sbom.inventory().components().size(); i++) {
            relationship(SUBJECT, "CONTAINS", "SPDXRef-Package-" + i, json);
        }
        for (int i = 0; i < sbom.inventory().unidentified().size(); i++) {
            relationship(SUBJECT, "CONTAINS", "SPDXRef-Unidentified-" + i, json);
        }
        json.writeEndArray();
    }

    private static void relationship(String from, String type, String to, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("spdxElementId", from);
        json.writeStringField("relationshipType", type);
        json.writeStringField("relatedSpdxElement", to);
        json.writeEndObject();
    }

    private static void writeUnlessEmpty(String name, String value, JsonGenerator json) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }

    /** SPDX wants every name to hold something. */
    private static String named(String name) {
        return name.isBlank() ? "unnamed" : name;
    }
}
