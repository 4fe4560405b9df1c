package dev.plimsoll.inventory.sbom.format.spdx;

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
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one SPDX 2.x document entry by entry. */
final class SpdxReader {
    private static final String TOOL = "Tool: ";

    private final SbomInput input;
    private final SafeJson safeJson;
    private final SbomCollector collector;
    /** Entries without a purl: what the document is about is among them, and that is said elsewhere in the document. */
    private final Map<String, Piece> nameless = new LinkedHashMap<>();

    private final Set<String> described = new HashSet<>();
    private Optional<String> version = Optional.empty();

    SpdxReader(SbomInput input) {
        this.input = input;
        this.safeJson = SafeJson.within(input.limits());
        this.collector = new SbomCollector(input);
    }

    Sbom read() throws IOException {
        safeJson.readMembers(input.content(), input.name(), input.whole(), (name, value) -> {
            switch (name) {
                case "spdxVersion" -> version = Optional.of(value.tree().asText());
                case "creationInfo" -> creators(value.tree().path("creators"));
                case "annotations" -> value.elements(annotation -> facts(annotation, collector.document()));
                case "packages" -> value.elements(this::entry);
                case "documentDescribes" -> value.elements(id -> described.add(id.asText("")));
                case "relationships" -> value.elements(this::relationship);
                default -> {
                    // Files and snippets say nothing of what is installed.
                }
            }
        });
        if (version.filter(text -> text.startsWith("SPDX-2.")).isEmpty()) {
            throw new PlimsollException(
                    version.isEmpty() ? ErrorCode.IMAGE_CORRUPT : ErrorCode.UNSUPPORTED_FORMAT,
                    input.name() + " looks like SPDX, but its spdxVersion is "
                            + version.map(text -> "'" + text + "'").orElse("missing") + "; SPDX-2.x can be read");
        }
        nameless.forEach((id, piece) -> {
            if (described.contains(id)) {
                collector.subject(piece.name(), piece.version(), List.of());
            } else {
                collector.piece(piece);
            }
        });
        return collector.finish();
    }

    /** {@code Tool: syft-1.2.3}: by the specification, the version follows the last hyphen. */
    private void creators(JsonNode creators) {
        for (JsonNode creator : creators) {
            String text = creator.asText("");
            if (text.startsWith(TOOL)) {
                String tool = text.substring(TOOL.length());
                int hyphen = tool.lastIndexOf('-');
                boolean versioned = hyphen > 0 && hyphen + 1 < tool.length() && isVersionStart(tool.charAt(hyphen + 1));
                collector.tool(
                        versioned ? tool.substring(0, hyphen) : tool, versioned ? tool.substring(hyphen + 1) : "");
            }
        }
    }

    private static boolean isVersionStart(char c) {
        return c >= '0' && c <= '9' || c == 'v' || c == '[';
    }

    private void facts(JsonNode annotation, Facts facts) throws IOException {
        String comment = text(annotation, "comment");
        if (!comment.startsWith(Facts.PREFIX + "{")) {
            return;
        }
        JsonNode object = safeJson.readTree(
                comment.substring(Facts.PREFIX.length()).getBytes(StandardCharsets.UTF_8),
                "an annotation of " + input.name());
        for (Map.Entry<String, JsonNode> fact : object.properties()) {
            facts.put(fact.getKey(), fact.getValue().asText(""));
        }
    }

    private void entry(JsonNode entry) throws IOException {
        Facts facts = new Facts();
        Map<String, String> properties = new HashMap<>();
        for (JsonNode annotation : entry.path("annotations")) {
            facts(annotation, facts);
            trivyProperty(text(annotation, "comment"), properties);
        }
        for (JsonNode text : entry.path("attributionTexts")) {
            trivyProperty(text.asText(""), properties);
        }
        String purl = purl(entry.path("externalRefs"));
        String purpose = text(entry, "primaryPackagePurpose").replace('-', '_');
        boolean foreign = facts.values().isEmpty();
        if (foreign && (purpose.equals("CONTAINER") || isImage(purl))) {
            collector.subject(text(entry, "name"), text(entry, "versionInfo"), List.of());
            return;
        }
        Piece piece = new Piece(
                switch (purpose) {
                    case "OPERATING_SYSTEM" -> Piece.Kind.OPERATING_SYSTEM;
                    case "FILE" -> Piece.Kind.FILE;
                    default -> Piece.Kind.PACKAGE;
                },
                text(entry, "name"),
                text(entry, "versionInfo"),
                purl,
                licences(text(entry, "licenseDeclared")),
                sha1(entry.path("checksums")),
                properties,
                facts);
        if (!foreign || !purl.isEmpty() || nameless.putIfAbsent(text(entry, "SPDXID"), piece) != null) {
            collector.piece(piece);
        }
    }

    private void relationship(JsonNode relationship) {
        if (text(relationship, "relationshipType").equals("DESCRIBES")) {
            described.add(text(relationship, "relatedSpdxElement"));
        }
    }

    /** Trivy's names and values: {@code LayerDiffID: sha256:…}, with or without the prefix its CycloneDX has. */
    private static void trivyProperty(String text, Map<String, String> properties) {
        int colon = text.indexOf(": ");
        if (colon > 0) {
            String name = text.substring(0, colon);
            String prefix = "aquasecurity:trivy:";
            properties.putIfAbsent(name.startsWith(prefix) ? name : prefix + name, text.substring(colon + 2));
        }
    }

    private static boolean isImage(String purl) {
        return purl.startsWith("pkg:oci/") || purl.startsWith("pkg:docker/");
    }

    private static String purl(JsonNode references) {
        for (JsonNode reference : references) {
            if (text(reference, "referenceType").equals("purl")) {
                return text(reference, "referenceLocator");
            }
        }
        return "";
    }

    private static List<String> licences(String declared) {
        return declared.isEmpty() || declared.equals("NOASSERTION") || declared.equals("NONE")
                ? List.of()
                : List.of(declared);
    }

    private static String sha1(JsonNode checksums) {
        for (JsonNode checksum : checksums) {
            if (text(checksum, "algorithm").equals("SHA1")) {
                return text(checksum, "checksumValue");
            }
        }
        return "";
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asText("");
    }
}
