package dev.plimsoll.image.oci;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.image.RunConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the {@code config} object of an image configuration. What has another type than it should counts as not stated. */
final class RunConfigReader {
    private RunConfigReader() {}

    static RunConfig read(Fields config) {
        JsonNode healthcheck = config.node("Healthcheck").path("Test");
        return new RunConfig(
                config.text("User"),
                texts(config.node("Env")),
                texts(config.node("Entrypoint")),
                texts(config.node("Cmd")),
                config.text("WorkingDir"),
                names(config.node("Volumes")),
                names(config.node("ExposedPorts")),
                healthcheck.isArray() ? Optional.of(texts(healthcheck)) : Optional.empty());
    }

    /** A list of texts; very old images have one text instead. */
    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.textValue());
        }
        if (node.isArray()) {
            for (JsonNode each : node) {
                if (each.isTextual()) {
                    texts.add(each.textValue());
                }
            }
        }
        return texts;
    }

    /** The names of an object's fields, which is how sets are written. */
    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        names.sort(null);
        return names;
    }
}
