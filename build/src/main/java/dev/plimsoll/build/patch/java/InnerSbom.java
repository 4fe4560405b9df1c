package dev.plimsoll.build.patch.java;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.MalformedJsonException;
import dev.plimsoll.base.SafeJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The CycloneDX document that build tools put into an application, such as Spring Boot's {@code META-INF/sbom/application.cdx.json}.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6, JSON</a>
 */
final class InnerSbom {
    private InnerSbom() {}

    /** Whether an entry of that name is such a document. */
    static boolean isOne(String entry) {
        return entry.startsWith("META-INF/sbom/") && entry.endsWith(".json");
    }

    /**
     * The document with a library in its new version; empty if it does not list the old one.
     *
     * @param sha256 of the new jar
     * @throws MalformedJsonException if it is no JSON
     */
    static Optional<byte[]> changed(byte[] document, LibraryChange change, Digest sha256, String name)
            throws IOException {
        JsonNode root = SafeJson.within(Limits.DEFAULT).readTree(document, name);
        return replace(root, change, sha256)
                ? Optional.of(root.toPrettyString().getBytes(StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /** Purls stand in components, and as references (bom-ref, dependsOn) all over the document. */
    private static boolean replace(JsonNode node, LibraryChange change, Digest sha256) {
        boolean replaced = false;
        if (node instanceof ObjectNode object) {
            boolean component = !change.renamedPurl(object.path("purl").asText(""))
                    .equals(object.path("purl").asText(""));
            if (component) {
                object.put("version", change.to());
                object.set("hashes", hashes(sha256));
            }
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                String text = field.getValue().asText("");
                String changed = change.renamedPurl(text);
                if (field.getValue().isTextual() && !changed.equals(text)) {
                    object.put(field.getKey(), changed);
                    replaced = true;
                } else {
                    replaced |= replace(field.getValue(), change, sha256);
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                String text = array.get(i).asText("");
                String changed = change.renamedPurl(text);
                if (array.get(i).isTextual() && !changed.equals(text)) {
                    array.set(i, JsonNodeFactory.instance.textNode(changed));
                    replaced = true;
                } else {
                    replaced |= replace(array.get(i), change, sha256);
                }
            }
        }
        return replaced;
    }

    private static ArrayNode hashes(Digest sha256) {
        ArrayNode hashes = JsonNodeFactory.instance.arrayNode();
        hashes.addObject().put("alg", "SHA-256").put("content", sha256.hex());
        return hashes;
    }
}
