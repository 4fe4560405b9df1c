package dev.plimsoll.image.write;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.tar.TarItem;
import dev.plimsoll.image.tar.TarOutput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An image as {@code docker load} takes it, layers uncompressed so that every engine reads them. It has no place for attachments.
 * Internal to this module.
 *
 * @see <a href="https://github.com/moby/docker-image-spec/blob/main/v1.2.md#combined-image-json--filesystem-changeset-format">The format</a>
 */
public final class DockerArchive {
    private final NewImage image;
    private final List<WrittenLayer> layers = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private final byte[] config;

    /** Writes the layers aside: the archive names them by their digests. */
    public DockerArchive(NewImage image, TempFiles tempFiles) throws IOException {
        this.image = image;
        for (LayerBlobs.Source layer : LayerBlobs.of(image)) {
            Path file = tempFiles.newFile("layer");
            try (OutputStream out = Files.newOutputStream(file)) {
                layers.add(layer.write(LayerCompression.NONE, out));
            }
            files.add(file);
        }
        this.config = ImageDocuments.config(image, layers);
    }

    /** Writes the archive; does not close {@code out}. May be done as often as wanted. */
    public void write(OutputStream out) throws IOException {
        @SuppressWarnings("resource") // closing it would close 'out'
        TarOutput tar = new TarOutput(out, FileNames::encode);
        add(configName(), config, tar);
        for (int i = 0; i < files.size(); i++) {
            try (InputStream in = Files.newInputStream(files.get(i))) {
                tar.add(item(layerName(layers.get(i)), layers.get(i).size()), in);
            }
        }
        add("manifest.json", manifest(), tar);
        tar.end();
    }

    /** What was written; an archive has no manifest of the image specification, so that the configuration stands for it. */
    public WrittenImage written() {
        Digest id = Digest.sha256(config);
        return new WrittenImage(
                id,
                id,
                layers,
                config.length + layers.stream().mapToLong(WrittenLayer::size).sum(),
                List.of());
    }

    private void add(String name, byte[] content, TarOutput tar) throws IOException {
        tar.add(item(name, content.length), new ByteArrayInputStream(content));
    }

    private TarItem item(String name, long size) {
        return new TarItem(name, TarItem.Kind.FILE, 0644, 0, 0, image.created().getEpochSecond(), "", size, Map.of());
    }

    private String configName() {
        return Digest.sha256(config).hex() + ".json";
    }

    private static String layerName(WrittenLayer layer) {
        return layer.diffId().hex() + ".tar";
    }

    private byte[] manifest() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = SafeJson.within(Limits.DEFAULT).factory().createGenerator(out)) {
            json.writeStartArray();
            json.writeStartObject();
            json.writeStringField("Config", configName());
            json.writeArrayFieldStart("RepoTags");
            if (!image.name().isEmpty()) {
                json.writeString(image.name());
            }
            json.writeEndArray();
            json.writeArrayFieldStart("Layers");
            for (WrittenLayer layer : layers) {
                json.writeString(layerName(layer));
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
        }
        return out.toByteArray();
    }
}
