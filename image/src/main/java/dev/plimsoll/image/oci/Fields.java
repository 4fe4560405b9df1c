package dev.plimsoll.image.oci;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.ImageFailures;
import dev.plimsoll.image.Platform;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads typed fields of a JSON object and says which field of which document is wrong. */
final class Fields {
    private final JsonNode object;
    private final String what;

    private Fields(JsonNode object, String what) {
        this.object = object;
        this.what = what;
    }

    static Fields parse(byte[] json, String what, Limits limits) {
        JsonNode tree;
        try {
            tree = SafeJson.within(limits).readTree(json, what);
        } catch (IOException e) {
            throw ImageFailures.of(e, what);
        }
        return of(tree, what);
    }

    static Fields of(JsonNode node, String what) {
        if (!node.isObject()) {
            throw ImageFailures.corrupt(what + " is not a JSON object");
        }
        return new Fields(node, what);
    }

    JsonNode node(String name) {
        return object.path(name);
    }

    boolean has(String name) {
        return !object.path(name).isMissingNode() && !object.path(name).isNull();
    }

    String text(String name) {
        JsonNode node = object.path(name);
        return node.isTextual() ? node.textValue() : "";
    }

    /** An array's elements; a field that is absent or null is an empty one. */
    Iterable<JsonNode> array(String name) {
        if (has(name) && !object.path(name).isArray()) {
            throw wrong(name, "is not an array");
        }
        return object.path(name);
    }

    Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.path(name).properties().forEach(entry -> {
            if (entry.getValue().isTextual()) {
                texts.put(entry.getKey(), entry.getValue().textValue());
            }
        });
        return texts;
    }

    Digest digest(String name) {
        String text = text(name);
        return Digest.parse(text)
                .filter(digest -> digest.algorithm() != Digest.Algorithm.SHA1)
                .orElseThrow(() -> wrong(name, "is no sha256 or sha512 digest: '" + FileNames.printable(text) + "'"));
    }

    Optional<Instant> instant(String name) {
        try {
            return has(name) ? Optional.of(OffsetDateTime.parse(text(name)).toInstant()) : Optional.empty();
        } catch (DateTimeParseException e) {
            // A date is shown, never decided by: an unreadable one is as good as none.
            return Optional.empty();
        }
    }

    Optional<Platform> platform() {
        String os = text("os");
        String architecture = text("architecture");
        return os.isEmpty() || architecture.isEmpty()
                ? Optional.empty()
                : Optional.of(new Platform(os, architecture, text("variant")));
    }

    PlimsollException wrong(String name, String problem) {
        return ImageFailures.corrupt(what + ": " + name + " " + problem);
    }
}
