package dev.plimsoll.image.write;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.image.HealthTiming;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.RunConfig;
import dev.plimsoll.image.oci.MediaTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON documents of an image. The same values give the same bytes. Internal to this module.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/config.md">OCI image configuration</a>
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/manifest.md">OCI image manifest</a>
 */
public final class ImageDocuments {
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";
    private static final String EMPTY = "application/vnd.oci.empty.v1+json";

    private ImageDocuments() {}

    /** The empty object that stands for a configuration where there is none. */
    public static byte[] emptyConfig() {
        return new byte[] {'{', '}'};
    }

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] object(Body body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = SafeJson.within(Limits.DEFAULT).factory().createGenerator(out)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new PlimsollException(ErrorCode.INTERNAL, "could not write JSON: " + e.getMessage(), e);
        }
        return out.toByteArray();
    }

    /** The configuration. */
    public static byte[] config(NewImage image, List<WrittenLayer> layers) {
        if (image.base().isPresent()) {
            return BaseConfig.with(image, image.base().get(), layers);
        }
        String created = image.created().truncatedTo(ChronoUnit.SECONDS).toString();
        return object(json -> {
            json.writeStringField("created", created);
            unlessEmpty("author", image.author(), json);
            json.writeStringField("architecture", image.platform().architecture());
            json.writeStringField("os", image.platform().os());
            unlessEmpty("variant", image.platform().variant(), json);
            json.writeObjectFieldStart("config");
            run(image.run(), json);
            texts("Labels", image.labels(), json);
            json.writeEndObject();
            json.writeObjectFieldStart("rootfs");
            json.writeStringField("type", "layers");
            json.writeArrayFieldStart("diff_ids");
            for (WrittenLayer layer : layers) {
                json.writeString(layer.diffId().toString());
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeArrayFieldStart("history");
            for (WrittenLayer layer : layers) {
                json.writeStartObject();
                json.writeStringField("created", created);
                json.writeStringField("created_by", layer.createdBy());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void run(RunConfig run, JsonGenerator json) throws IOException {
        unlessEmpty("User", run.user(), json);
        names("ExposedPorts", run.exposedPorts(), json);
        list("Env", run.environment(), json);
        list("Entrypoint", run.entrypoint(), json);
        list("Cmd", run.command(), json);
        names("Volumes", run.volumes(), json);
        unlessEmpty("WorkingDir", run.workingDirectory(), json);
        unlessEmpty("StopSignal", run.stopSignal(), json);
        if (run.healthcheck().isPresent()) {
            HealthTiming timing = run.healthTiming();
            json.writeObjectFieldStart("Healthcheck");
            list("Test", run.healthcheck().get(), json);
            nanos("Interval", timing.interval(), json);
            nanos("Timeout", timing.timeout(), json);
            nanos("StartPeriod", timing.startPeriod(), json);
            if (timing.retries().isPresent()) {
                json.writeNumberField("Retries", timing.retries().getAsInt());
            }
            json.writeEndObject();
        }
    }

    private static void nanos(String name, Optional<Duration> duration, JsonGenerator json) throws IOException {
        if (duration.isPresent()) {
            json.writeNumberField(name, duration.get().toNanos());
        }
    }

    /** The manifest. */
    public static byte[] manifest(NewImage image, byte[] config, List<WrittenLayer> layers) {
        return object(json -> {
            json.writeNumberField("schemaVersion", 2);
            json.writeStringField("mediaType", MediaTypes.OCI_MANIFEST);
            json.writeObjectFieldStart("config");
            pointer(MediaTypes.OCI_CONFIG, Digest.sha256(config), config.length, json);
            json.writeEndObject();
            json.writeArrayFieldStart("layers");
            for (WrittenLayer layer : layers) {
                json.writeStartObject();
                pointer(layerType(layer), layer.digest(), layer.size(), json);
                json.writeEndObject();
            }
            json.writeEndArray();
            texts("annotations", image.annotations(), json);
        });
    }

    private static String layerType(WrittenLayer layer) {
        return LAYER
                + switch (layer.compression()) {
                    case NONE -> "";
                    case GZIP -> "+gzip";
                    case ZSTD -> "+zstd";
                };
    }

    /**
     * The manifest of an attachment.
     *
     * @param subject digest of the image's manifest
     * @param subjectSize its bytes
     */
    public static byte[] attachment(Attachment attachment, byte[] content, Digest subject, long subjectSize) {
        return object(json -> {
            json.writeNumberField("schemaVersion", 2);
            json.writeStringField("mediaType", MediaTypes.OCI_MANIFEST);
            json.writeStringField("artifactType", attachment.artifactType());
            json.writeObjectFieldStart("config");
            pointer(EMPTY, Digest.sha256(emptyConfig()), emptyConfig().length, json);
            json.writeEndObject();
            json.writeArrayFieldStart("layers");
            json.writeStartObject();
            pointer(attachment.mediaType(), Digest.sha256(content), content.length, json);
            texts("annotations", attachment.annotations(), json);
            json.writeEndObject();
            json.writeEndArray();
            json.writeObjectFieldStart("subject");
            pointer(MediaTypes.OCI_MANIFEST, subject, subjectSize, json);
            json.writeEndObject();
            texts("annotations", attachment.annotations(), json);
        });
    }

    /**
     * An entry of an index.
     *
     * @param mediaType of the manifest or index
     * @param digest of it
     * @param size its bytes
     * @param artifactType of an attachment; else empty
     * @param platform of an image; empty for an index
     * @param annotations such as the image's name
     */
    public record Entry(
            String mediaType,
            Digest digest,
            long size,
            String artifactType,
            Optional<Platform> platform,
            Map<String, String> annotations) {
        /** No platform that is one: whoever looks for an image to run passes it over. */
        private static final Platform UNKNOWN = new Platform("unknown", "unknown", "");

        public Entry {
            annotations = Map.copyOf(annotations);
        }

        /** An image. */
        public static Entry image(byte[] manifest, Platform platform, Map<String, String> annotations) {
            return new Entry(
                    MediaTypes.OCI_MANIFEST,
                    Digest.sha256(manifest),
                    manifest.length,
                    "",
                    Optional.of(platform),
                    annotations);
        }

        /** The images of several platforms. */
        public static Entry index(byte[] index, Map<String, String> annotations) {
            return new Entry(
                    MediaTypes.OCI_INDEX, Digest.sha256(index), index.length, "", Optional.empty(), annotations);
        }

        /** A document about an image. */
        public static Entry document(Referrer document) {
            return new Entry(
                    MediaTypes.OCI_MANIFEST,
                    document.digest(),
                    document.manifest().length,
                    document.attachment().artifactType(),
                    Optional.of(UNKNOWN),
                    document.attachment().annotations());
        }
    }

    /** An index. */
    public static byte[] index(List<Entry> entries) {
        return object(json -> {
            json.writeNumberField("schemaVersion", 2);
            json.writeStringField("mediaType", MediaTypes.OCI_INDEX);
            json.writeArrayFieldStart("manifests");
            for (Entry entry : entries) {
                json.writeStartObject();
                pointer(entry.mediaType(), entry.digest(), entry.size(), json);
                unlessEmpty("artifactType", entry.artifactType(), json);
                if (entry.platform().isPresent()) {
                    Platform platform = entry.platform().get();
                    json.writeObjectFieldStart("platform");
                    json.writeStringField("architecture", platform.architecture());
                    json.writeStringField("os", platform.os());
                    unlessEmpty("variant", platform.variant(), json);
                    json.writeEndObject();
                }
                texts("annotations", entry.annotations(), json);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void pointer(String mediaType, Digest digest, long size, JsonGenerator json) throws IOException {
        json.writeStringField("mediaType", mediaType);
        json.writeStringField("digest", digest.toString());
        json.writeNumberField("size", size);
    }

    private static void unlessEmpty(String name, String value, JsonGenerator json) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }

    private static void list(String name, List<String> texts, JsonGenerator json) throws IOException {
        if (!texts.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (String text : texts) {
                json.writeString(text);
            }
            json.writeEndArray();
        }
    }

    /** Sets are written as objects whose members are empty. */
    private static void names(String name, List<String> names, JsonGenerator json) throws IOException {
        if (!names.isEmpty()) {
            json.writeObjectFieldStart(name);
            for (String each : names) {
                json.writeObjectFieldStart(each);
                json.writeEndObject();
            }
            json.writeEndObject();
        }
    }

    private static void texts(String name, Map<String, String> texts, JsonGenerator json) throws IOException {
        if (!texts.isEmpty()) {
            json.writeObjectFieldStart(name);
            for (Map.Entry<String, String> each : new java.util.TreeMap<>(texts).entrySet()) {
                json.writeStringField(each.getKey(), each.getValue());
            }
            json.writeEndObject();
        }
    }
}
