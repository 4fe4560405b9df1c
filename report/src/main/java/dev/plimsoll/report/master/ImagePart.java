package dev.plimsoll.report.master;

import static dev.plimsoll.report.master.JsonParts.strings;
import static dev.plimsoll.report.master.JsonParts.word;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.base.Digest;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.Layer;
import dev.plimsoll.image.secret.SecretText;
import dev.plimsoll.scan.BaseImage;
import dev.plimsoll.scan.ScanResult;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The image and its layers. */
final class ImagePart {
    private final JsonGenerator json;

    ImagePart(JsonGenerator json) {
        this.json = json;
    }

    void write(ScanResult result) throws IOException {
        ImageInfo image = result.image();
        json.writeObjectFieldStart("image");
        json.writeStringField("reference", image.reference().toString());
        json.writeStringField("form", word(image.form()));
        digest("digest", image.digest());
        digest("imageId", image.imageId());
        if (image.platform().isPresent()) {
            json.writeStringField("platform", image.platform().get().toString());
        }
        if (image.created().isPresent()) {
            json.writeStringField("created", image.created().get().toString());
        }
        json.writeNumberField("size", image.size());
        strings(json, "tags", image.tags());
        json.writeObjectFieldStart("labels");
        for (Map.Entry<String, String> label : new TreeMap<>(image.labels()).entrySet()) {
            json.writeStringField(label.getKey(), SecretText.redacted(label.getKey(), label.getValue()));
        }
        json.writeEndObject();
        json.writeArrayFieldStart("layers");
        for (Layer layer : image.layers()) {
            layer(layer);
        }
        json.writeEndArray();
        if (result.base().isPresent()) {
            base(result.base().get());
        }
        json.writeEndObject();
    }

    private void layer(Layer layer) throws IOException {
        json.writeStartObject();
        json.writeNumberField("index", layer.index());
        digest("diffId", layer.diffId());
        digest("digest", layer.digest());
        json.writeStringField("createdBy", layer.createdBy());
        json.writeNumberField("size", layer.size());
        json.writeEndObject();
    }

    private void base(BaseImage base) throws IOException {
        json.writeObjectFieldStart("base");
        json.writeStringField("name", base.name());
        if (base.layers().isPresent()) {
            json.writeNumberField("layers", base.layers().getAsInt());
        }
        json.writeStringField("knownBy", base.knownBy());
        json.writeEndObject();
    }

    private void digest(String field, Optional<Digest> digest) throws IOException {
        if (digest.isPresent()) {
            json.writeStringField(field, digest.get().toString());
        }
    }
}
