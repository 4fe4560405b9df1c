package dev.plimsoll.inventory.sbom.format.cyclonedx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.inventory.sbom.Facts;
import dev.plimsoll.inventory.sbom.Piece;
import dev.plimsoll.inventory.sbom.Sbom;
import dev.plimsoll.inventory.sbom.SbomCollector;
import dev.plimsoll.inventory.sbom.SbomInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one CycloneDX document entry by entry. */
final class CycloneDxReader {
    private static final String TRIVY_DIFF_ID = "aquasecurity:trivy:DiffID";

    private final SbomInput input;
    private final SbomCollector collector;
    private Optional<String> format = Optional.empty();
    private Optional<String> version = Optional.empty();

    CycloneDxReader(SbomInput input) {
        this.input = input;
        this.collector = new SbomCollector(input);
    }

    Sbom read() throws IOException {
        SafeJson.within(input.limits()).readMembers(input.content(), input.name(), input.whole(), (name, value) -> {
            switch (name) {
                case "bomFormat" -> format = Optional.of(value.tree().asText());
                case "specVersion" -> version = Optional.of(value.tree().asText());
                case "metadata" -> metadata(value.tree());
                case "components" -> value.elements(this::component);
                case "properties" -> value.elements(this::property);
                default -> {
                    // Dependencies, vulnerabilities and the like say nothing of what is installed.
                }
            }
        });
        checkFormat();
        return collector.finish();
    }

    private void checkFormat() {
        if (!format.equals(Optional.of("CycloneDX"))) {
            throw new PlimsollException(
                    ErrorCode.IMAGE_CORRUPT,
                    input.name() + " looks like CycloneDX, but its bomFormat is "
                            + format.map(text -> "'" + text + "'").orElse("missing") + "; make the SBOM again");
        }
        if (version.filter(text -> text.startsWith("1.")).isEmpty()) {
            throw new PlimsollException(
                    ErrorCode.UNSUPPORTED_FORMAT,
                    input.name() + " is CycloneDX of version " + version.orElse("(missing)") + "; 1.x can be read");
        }
    }

    private void metadata(JsonNode metadata) {
        JsonNode tools = metadata.path("tools");
        for (JsonNode tool : tools.isArray() ? tools : tools.path("components")) {
            collector.tool(text(tool, "name"), text(tool, "version"));
        }
        JsonNode subject = metadata.path("component");
        if (subject.isObject()) {
            List<String> diffIds = new ArrayList<>();
            for (JsonNode property : subject.path("properties")) {
                if (text(property, "name").equals(TRIVY_DIFF_ID)) {
                    diffIds.add(text(property, "value"));
                }
            }
            collector.subject(text(subject, "name"), text(subject, "version"), diffIds);
        }
    }

    private void component(JsonNode component) {
        Map<String, String> properties = new LinkedHashMap<>();
        Facts facts = new Facts();
        for (JsonNode property : component.path("properties")) {
            String name = text(property, "name");
            if (name.startsWith(Facts.PREFIX)) {
                facts.put(name.substring(Facts.PREFIX.length()), text(property, "value"));
            } else {
                properties.putIfAbsent(name, text(property, "value"));
            }
        }
        int occurrences = 0;
        for (JsonNode occurrence : component.path("evidence").path("occurrences")) {
            properties.put("occurrence:" + occurrences++, text(occurrence, "location"));
        }
        collector.piece(new Piece(
                kind(text(component, "type")),
                fullName(component),
                text(component, "version"),
                text(component, "purl"),
                licences(component.path("licenses")),
                sha1(component.path("hashes")),
                properties,
                facts));
        for (JsonNode part : component.path("components")) {
            component(part);
        }
    }

    private static String fullName(JsonNode component) {
        String group = text(component, "group");
        return group.isEmpty() ? text(component, "name") : group + "/" + text(component, "name");
    }

    private static Piece.Kind kind(String type) {
        return switch (type) {
            case "operating-system" -> Piece.Kind.OPERATING_SYSTEM;
            case "file" -> Piece.Kind.FILE;
            default -> Piece.Kind.PACKAGE;
        };
    }

    private static List<String> licences(JsonNode licences) {
        List<String> result = new ArrayList<>();
        for (JsonNode choice : licences) {
            JsonNode licence = choice.path("license");
            String said = text(choice, "expression") + text(licence, "id");
            said = said.isEmpty() ? text(licence, "name") : said;
            if (!said.isEmpty()) {
                result.add(said);
            }
        }
        return result;
    }

    private static String sha1(JsonNode hashes) {
        for (JsonNode hash : hashes) {
            if (text(hash, "alg").equals("SHA-1")) {
                return text(hash, "content");
            }
        }
        return "";
    }

    private void property(JsonNode property) {
        String name = text(property, "name");
        if (name.startsWith(Facts.PREFIX)) {
            collector.document().put(name.substring(Facts.PREFIX.length()), text(property, "value"));
        }
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asText("");
    }
}
