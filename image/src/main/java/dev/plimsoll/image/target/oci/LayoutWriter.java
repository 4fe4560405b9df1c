package dev.plimsoll.image.target.oci;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.Progress;
import dev.plimsoll.image.registry.RegistryName;
import dev.plimsoll.image.write.BlobFile;
import dev.plimsoll.image.write.ImageDocuments;
import dev.plimsoll.image.write.LayerBlobs;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.Referrer;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.image.write.WrittenIndex;
import dev.plimsoll.image.write.WrittenLayer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Writes an image into a layout, or those of several platforms. */
final class LayoutWriter {
    private static final String REF_NAME = "org.opencontainers.image.ref.name";

    private final LayoutDirectory layout;
    private final WriteOptions options;
    private final List<ImageDocuments.Entry> images = new ArrayList<>();
    private final List<ImageDocuments.Entry> documents = new ArrayList<>();

    private LayoutWriter(LayoutDirectory layout, WriteOptions options) {
        this.layout = layout;
        this.options = options;
    }

    static WrittenImage write(Path directory, NewImage image, WriteOptions options) throws IOException {
        try (LayoutDirectory layout = new LayoutDirectory(directory)) {
            layout.open(options.limits());
            LayoutWriter writer = new LayoutWriter(layout, options);
            WrittenImage written = writer.write(image, names(image));
            layout.finish(ImageDocuments.index(writer.all(writer.images)));
            return written;
        }
    }

    /** The index is a blob of its own, so that its digest is the same as in a registry. */
    static WrittenIndex writeAll(Path directory, List<NewImage> images, WriteOptions options) throws IOException {
        try (LayoutDirectory layout = new LayoutDirectory(directory)) {
            layout.open(options.limits());
            LayoutWriter writer = new LayoutWriter(layout, options);
            List<WrittenImage> written = new ArrayList<>();
            for (NewImage image : images) {
                written.add(writer.write(image, Map.of()));
            }
            byte[] index = ImageDocuments.index(writer.images);
            layout.blob(index);
            layout.finish(
                    ImageDocuments.index(writer.all(List.of(ImageDocuments.Entry.index(index, names(images.get(0)))))));
            return new WrittenIndex(Digest.sha256(index), written);
        }
    }

    private List<ImageDocuments.Entry> all(List<ImageDocuments.Entry> first) {
        return Stream.concat(first.stream(), documents.stream()).toList();
    }

    private WrittenImage write(NewImage image, Map<String, String> names) throws IOException {
        List<WrittenLayer> layers = layers(image);
        byte[] config = ImageDocuments.config(image, layers);
        layout.blob(config);
        byte[] manifest = ImageDocuments.manifest(image, config, layers);
        layout.blob(manifest);
        images.add(ImageDocuments.Entry.image(manifest, image.platform(), names));
        List<Digest> attachments = attachments(image, manifest, layers);
        long size = (long) manifest.length
                + config.length
                + layers.stream().mapToLong(WrittenLayer::size).sum();
        return new WrittenImage(Digest.sha256(manifest), Digest.sha256(config), layers, size, attachments);
    }

    private List<WrittenLayer> layers(NewImage image) throws IOException {
        List<LayerBlobs.Source> sources = LayerBlobs.of(image, options.layerCache());
        List<Path> partials = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            partials.add(layout.partial("layer-" + i));
        }
        List<WrittenLayer> layers = new ArrayList<>();
        try (LayerWrites writes = new LayerWrites(sources.size())) {
            Map<Integer, Future<WrittenLayer>> running = new HashMap<>();
            // The uppermost first: those of the image's own take longer than those that are copied.
            for (int i = sources.size() - 1; i >= 0; i--) {
                int layer = i;
                running.put(i, writes.begin(() -> layer(layer, sources.get(layer), partials.get(layer))));
            }
            for (int i = 0; i < sources.size(); i++) {
                layers.add(LayerWrites.written(Objects.requireNonNull(running.get(i))));
                layout.keep(partials.get(i), layers.get(i).digest());
            }
        }
        return layers;
    }

    private WrittenLayer layer(int index, LayerBlobs.Source source, Path partial) throws IOException {
        try (Progress.Task task = options.progress().start("layer " + (index + 1), -1);
                OutputStream out = BlobFile.create(partial)) {
            WrittenLayer layer = source.write(options.compression(), out);
            task.advance(layer.size());
            return layer;
        }
    }

    private List<Digest> attachments(NewImage image, byte[] manifest, List<WrittenLayer> layers) throws IOException {
        List<Digest> digests = new ArrayList<>();
        for (Referrer referrer : Referrer.of(image, manifest, layers)) {
            layout.blob(referrer.content());
            layout.blob(referrer.manifest());
            documents.add(ImageDocuments.Entry.document(referrer));
            digests.add(referrer.digest());
        }
        if (!digests.isEmpty()) {
            layout.blob(ImageDocuments.emptyConfig());
        }
        return digests;
    }

    /** As the engine and other tools look for them. */
    private static Map<String, String> names(NewImage image) {
        if (image.name().isEmpty()) {
            // With documents beside it, tools that do not look at platforms want to be told which one is the image.
            return image.attachments().isEmpty() ? Map.of() : Map.of(REF_NAME, "latest");
        }
        RegistryName name = RegistryName.parse(image.name());
        return Map.of(
                "io.containerd.image.name",
                name.toString(),
                REF_NAME,
                name.tag().orElse(name.target()));
    }
}
