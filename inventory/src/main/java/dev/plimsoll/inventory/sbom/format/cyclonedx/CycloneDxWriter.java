package dev.plimsoll.inventory.sbom.format.cyclonedx;

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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Writes one CycloneDX 1.6 document as a stream. */
final class CycloneDxWriter {
    private static final String SUBJECT = "subject";
    private static final int LAST_PLAIN_ASCII = 126;
    /** The schema's; a longer version stands in our own property alone. */
    private static final int MAX_VERSION = 1024;

    private final Sbom sbom;
    private final Instant created;
    private final UUID serialNumber;
    private final Set<String> references = new HashSet<>(Set.of(SUBJECT));

    CycloneDxWriter(Sbom sbom, Instant created, UUID serialNumber) {
        this.sbom = sbom;
        this.created = created;
        this.serialNumber = serialNumber;
    }

    void write(OutputStream out) throws IOException {
        try (JsonGenerator json = SafeJson.within(Limits.DEFAULT).factory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setHighestNonEscapedChar(LAST_PLAIN_ASCII);
            json.writeStartObject();
            json.writeStringField("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
            json.writeStringField("bomFormat", "CycloneDX");
            json.writeStringField("specVersion", "1.6");
            json.writeStringField("serialNumber", "urn:uuid:" + serialNumber);
            json.writeNumberField("version", 1);
            metadata(json);
            components(json);
            compositions(json);
            properties(json);
            json.writeEndObject();
        }
    }

    private void metadata(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("metadata");
        json.writeStringField(
                "timestamp", created.truncatedTo(ChronoUnit.SECONDS).toString());
        if (sbom.tool().isPresent()) {
            tool(sbom.tool().get(), json);
        }
        json.writeObjectFieldStart("component");
        boolean image =
                !sbom.subject().layers().isEmpty() || sbom.subject().digest().isPresent();
        json.writeStringField("bom-ref", SUBJECT);
        json.writeStringField("type", image ? "container" : "application");
        json.writeStringField("name", sbom.subject().name());
        if (sbom.subject().digest().isPresent()) {
            json.writeStringField("version", sbom.subject().digest().get().toString());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void tool(String tool, JsonGenerator json) throws IOException {
        int blank = tool.lastIndexOf(' ');
        json.writeObjectFieldStart("tools");
        json.writeArrayFieldStart("components");
        json.writeStartObject();
        json.writeStringField("type", "application");
        json.writeStringField("name", blank < 0 ? tool : tool.substring(0, blank));
        if (blank >= 0) {
            version(tool.substring(blank + 1), json);
        }
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void components(JsonGenerator json) throws IOException {
        Inventory inventory = sbom.inventory();
        json.writeArrayFieldStart("components");
        if (inventory.distro().isPresent()) {
            operatingSystem(inventory.distro().get(), json);
        }
        List<Component> components = inventory.components();
        for (int i = 0; i < components.size(); i++) {
            component(components.get(i), Optional.ofNullable(sbom.coverage().get(i)), json);
        }
        for (Unidentified piece : inventory.unidentified()) {
            unidentified(piece, json);
        }
        json.writeEndArray();
    }

    private void operatingSystem(Distro distro, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("bom-ref", reference("operating-system"));
        json.writeStringField("type", "operating-system");
        json.writeStringField("name", distro.id());
        version(distro.versionId(), json);
        writeUnlessEmpty("description", distro.prettyName(), json);
        facts(new Facts().put("distro", distro.id()), json);
        json.writeEndObject();
    }

    private void component(Component component, Optional<String> coverage, JsonGenerator json) throws IOException {
        String purl = component.purl().toString();
        json.writeStartObject();
        json.writeStringField("bom-ref", reference(purl));
        json.writeStringField("type", "library");
        int groupEnd = groupEnd(component);
        if (groupEnd > 0) {
            json.writeStringField("group", component.name().substring(0, groupEnd));
        }
        json.writeStringField("name", component.name().substring(groupEnd < 0 ? 0 : groupEnd + 1));
        version(component.version(), json);
        licences(component.licences(), json);
        json.writeStringField("purl", purl);
        Facts facts = ComponentFacts.of(component);
        coverage.ifPresent(text -> facts.put("coverage", text));
        facts(facts, json);
        json.writeEndObject();
    }

    /** Where the part of a native name ends that CycloneDX calls group: Maven's group, npm's scope. */
    private static int groupEnd(Component component) {
        return switch (component.purl().type()) {
            case "maven" -> component.name().indexOf(':');
            case "npm" -> component.name().startsWith("@") ? component.name().indexOf('/') : -1;
            default -> -1;
        };
    }

    private void unidentified(Unidentified piece, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("bom-ref", reference("file:" + piece.location().path()));
        json.writeStringField("type", "file");
        json.writeStringField("name", piece.location().path());
        Optional<Digest> digest = Digest.parse(piece.digest());
        if (digest.isPresent()) {
            json.writeArrayFieldStart("hashes");
            json.writeStartObject();
            json.writeStringField(
                    "alg",
                    switch (digest.get().algorithm()) {
                        case SHA1 -> "SHA-1";
                        case SHA256 -> "SHA-256";
                        case SHA512 -> "SHA-512";
                    });
            json.writeStringField("content", digest.get().hex());
            json.writeEndObject();
            json.writeEndArray();
        }
        facts(ComponentFacts.of(piece), json);
        json.writeEndObject();
    }

    private static void licences(List<String> licences, JsonGenerator json) throws IOException {
        if (licences.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("licenses");
        for (String licence : licences) {
            json.writeStartObject();
            json.writeObjectFieldStart("license");
            json.writeStringField(LicenceIds.isKnown(licence) ? "id" : "name", licence);
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Where something could not be read or identified, the list of components is known to be incomplete. */
    private void compositions(JsonGenerator json) throws IOException {
        boolean incomplete = !sbom.inventory().gaps().isEmpty()
                || !sbom.inventory().unidentified().isEmpty();
        json.writeArrayFieldStart("compositions");
        json.writeStartObject();
        json.writeStringField("aggregate", incomplete ? "incomplete" : "unknown");
        json.writeArrayFieldStart("assemblies");
        json.writeString(SUBJECT);
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void properties(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("properties");
        entries(DocumentFacts.of(sbom), json);
        List<Gap> gaps = sbom.inventory().gaps();
        for (int i = 0; i < gaps.size(); i++) {
            entries(DocumentFacts.of(gaps.get(i), i), json);
        }
        for (int i = 0; i < sbom.omitted().size(); i++) {
            entries(DocumentFacts.of(sbom.omitted().get(i), i), json);
        }
        json.writeEndArray();
    }

    private static void facts(Facts facts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("properties");
        entries(facts, json);
        json.writeEndArray();
    }

    private static void entries(Facts facts, JsonGenerator json) throws IOException {
        for (var fact : facts.values().entrySet()) {
            json.writeStartObject();
            json.writeStringField("name", Facts.PREFIX + fact.getKey());
            json.writeStringField("value", fact.getValue());
            json.writeEndObject();
        }
    }

    private static void version(String version, JsonGenerator json) throws IOException {
        if (version.length() <= MAX_VERSION) {
            writeUnlessEmpty("version", version, json);
        }
    }

    private static void writeUnlessEmpty(String name, String value, JsonGenerator json) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }

    /** {@code wanted}, or with a number if something else is called so already. */
    private String reference(String wanted) {
        String result = wanted;
        for (int i = 2; !references.add(result); i++) {
            result = wanted + "~" + i;
        }
        return result;
    }
}
