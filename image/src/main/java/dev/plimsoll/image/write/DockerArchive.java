package dev.plimsoll.image.write;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.tar.TarItem;
import dev.plimsoll.image.tar.TarOutput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image as {@code docker load} takes it, layers uncompressed so that every engine reads them. It has no place for attachments.
 * Internal to this module.
 *
 * @see <a href="https://github.com/moby/docker-image-spec/blob/main/v1.2.md#combined-image-json--filesystem-changeset-format">The format</a>
 */
public final class DockerArchive {
    private final NewImage image;
    private final List<WrittenLayer> layers = new ArrayList<>();
    private final byte[] config;

    /**
     * Goes through the layers once whose digests are not stated, since the archive names them by these. They are made anew when they are
     * written: that costs less than to write and read them once more, and no room on the disk.
     */
    public DockerArchive(NewImage image) throws IOException {
        this.image = image;
        for (LayerBlobs.Source layer : LayerBlobs.of(image, Optional.empty())) {
            Optional<WrittenLayer> stated = layer.stated(LayerCompression.NONE);
            layers.add(
                    stated.isPresent()
                            ? stated.get()
                            : layer.write(LayerCompression.NONE, OutputStream.nullOutputStream()));
        }
        this.config = ImageDocuments.config(image, layers);
    }

    /** Digests of the layers, lowest first. */
    public List<Digest> diffIds() {
        return layers.stream().map(WrittenLayer::diffId).toList();
    }

    /** Writes the archive; does not close {@code out}. May be done as often as wanted. */
    public void write(OutputStream out) throws IOException {
        writeAbove(0, out);
    }

    /**
     * The same without the content of the lowest layers, which are still named: for an engine that has these.
     *
     * @param held how many it has
     */
    public void writeAbove(int held, OutputStream out) throws IOException {
        @SuppressWarnings("resource") // closing it would close 'out'
        TarOutput tar = new TarOutput(out, FileNames::encode);
        add(configName(), config, tar);
        List<LayerBlobs.Source> sources = LayerBlobs.of(image, Optional.empty());
        for (int i = 0; i < layers.size(); i++) {
            LayerBlobs.Source source = sources.get(i);
            WrittenLayer layer = layers.get(i);
            if (i < held) {
                requireStated(source, layer);
                continue;
            }
            tar.add(item(layerName(layer), layer.size()), entry -> write(source, layer, entry));
        }
        add("manifest.json", manifest(), tar);
        tar.end();
    }

    private static void write(LayerBlobs.Source source, WrittenLayer layer, OutputStream out) throws IOException {
        if (!source.write(LayerCompression.NONE, out).diffId().equals(layer.diffId())) {
            throw new IOException("a file of the image has changed while it was written; build again");
        }
    }

    /** The engine's layer takes the place of one that must not be another. */
    private static void requireStated(LayerBlobs.Source source, WrittenLayer layer) throws IOException {
        if (source.known(LayerCompression.NONE).isEmpty()) {
            write(source, layer, OutputStream.nullOutputStream());
        }
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
