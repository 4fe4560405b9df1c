package dev.plimsoll.image.oci;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.image.HealthTiming;
import dev.plimsoll.image.RunConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the {@code config} object of an image configuration. What has another type than it should counts as not stated. */
final class RunConfigReader {
    private RunConfigReader() {}

    static RunConfig read(Fields config) {
        JsonNode health = config.node("Healthcheck");
        JsonNode healthcheck = health.path("Test");
        return new RunConfig(
                config.text("User"),
                texts(config.node("Env")),
                texts(config.node("Entrypoint")),
                texts(config.node("Cmd")),
                config.text("WorkingDir"),
                names(config.node("Volumes")),
                names(config.node("ExposedPorts")),
                healthcheck.isArray() ? Optional.of(texts(healthcheck)) : Optional.empty(),
                timing(health),
                config.text("StopSignal"));
    }

    private static HealthTiming timing(JsonNode health) {
        int retries = health.path("Retries").asInt(0);
        return new HealthTiming(
                nanos(health.path("Interval")),
                nanos(health.path("Timeout")),
                nanos(health.path("StartPeriod")),
                retries > 0 ? OptionalInt.of(retries) : OptionalInt.empty());
    }

    /** Durations stand as nanoseconds; 0 means the engine's own. */
    private static Optional<Duration> nanos(JsonNode node) {
        long nanos = node.asLong(0);
        return nanos > 0 ? Optional.of(Duration.ofNanos(nanos)) : Optional.empty();
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
