package dev.plimsoll.image.target.oci;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.Progress;
import dev.plimsoll.image.registry.RegistryName;
import dev.plimsoll.image.write.ImageDocuments;
import dev.plimsoll.image.write.LayerBlobs;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.Referrer;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.image.write.WrittenLayer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes one image into a layout. */
final class LayoutWriter {
    private static final String UNKNOWN = "unknown";

    private final LayoutDirectory layout;
    private final NewImage image;
    private final WriteOptions options;

    private LayoutWriter(LayoutDirectory layout, NewImage image, WriteOptions options) {
        this.layout = layout;
        this.image = image;
        this.options = options;
    }

    static WrittenImage write(Path directory, NewImage image, WriteOptions options) throws IOException {
        try (LayoutDirectory layout = new LayoutDirectory(directory)) {
            layout.open(options.limits());
            return new LayoutWriter(layout, image, options).write();
        }
    }

    private WrittenImage write() throws IOException {
        List<WrittenLayer> layers = layers();
        byte[] config = ImageDocuments.config(image, layers);
        layout.blob(config);
        byte[] manifest = ImageDocuments.manifest(image, config, layers);
        layout.blob(manifest);
        List<ImageDocuments.Entry> entries = new ArrayList<>();
        entries.add(new ImageDocuments.Entry(
                Digest.sha256(manifest),
                manifest.length,
                "",
                image.platform().os(),
                image.platform().architecture(),
                names()));
        List<Digest> attachments = attachments(manifest, layers, entries);
        layout.finish(ImageDocuments.index(entries));
        long size = (long) manifest.length
                + config.length
                + layers.stream().mapToLong(WrittenLayer::size).sum();
        return new WrittenImage(Digest.sha256(manifest), Digest.sha256(config), layers, size, attachments);
    }

    private List<WrittenLayer> layers() throws IOException {
        List<WrittenLayer> layers = new ArrayList<>();
        List<LayerBlobs.Source> sources = LayerBlobs.of(image);
        for (int i = 0; i < sources.size(); i++) {
            Path partial = layout.partial("layer-" + i);
            try (Progress.Task task = options.progress().start("layer " + (i + 1), -1);
                    OutputStream out = Files.newOutputStream(partial)) {
                WrittenLayer layer = sources.get(i).write(options.compression(), out);
                task.advance(layer.size());
                layers.add(layer);
            }
            layout.keep(partial, layers.get(i).digest());
        }
        return layers;
    }

    private List<Digest> attachments(byte[] manifest, List<WrittenLayer> layers, List<ImageDocuments.Entry> entries)
            throws IOException {
        List<Digest> digests = new ArrayList<>();
        for (Referrer referrer : Referrer.of(image, manifest, layers)) {
            layout.blob(referrer.content());
            layout.blob(referrer.manifest());
            // No platform: whoever looks for an image to run passes it over.
            entries.add(new ImageDocuments.Entry(
                    referrer.digest(),
                    referrer.manifest().length,
                    referrer.attachment().artifactType(),
                    UNKNOWN,
                    UNKNOWN,
                    referrer.attachment().annotations()));
            digests.add(referrer.digest());
        }
        if (!digests.isEmpty()) {
            layout.blob(ImageDocuments.emptyConfig());
        }
        return digests;
    }

    /** As the engine and other tools look for them. */
    private Map<String, String> names() {
        if (image.name().isEmpty()) {
            return Map.of();
        }
        RegistryName name = RegistryName.parse(image.name());
        return Map.of(
                "io.containerd.image.name",
                name.toString(),
                "org.opencontainers.image.ref.name",
                name.tag().orElse(name.target()));
    }
}
