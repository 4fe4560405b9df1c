package dev.plimsoll.image.target.registry;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.RequestBody;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.registry.Repository;
import dev.plimsoll.image.write.ImageDocuments;
import dev.plimsoll.image.write.LayerBlobs;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.Referrer;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.image.write.WrittenIndex;
import dev.plimsoll.image.write.WrittenLayer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The push of one image: what nothing points to yet first, its tag last. */
final class Push {
    private static final String BYTES = "application/octet-stream";
    private static final int BUFFER = 128 * 1024;

    private final Uploads uploads;
    private final Referrers referrers;
    private final NewImage image;
    private final WriteOptions options;
    private final String tag;
    private byte[] manifest = {};

    Push(Repository repository, NewImage image, WriteOptions options) {
        this.uploads = new Uploads(repository);
        this.referrers = new Referrers(repository, uploads, options.limits());
        this.image = image;
        this.options = options;
        this.tag = repository.name().target();
    }

    /** @throws IOException if layers can't be written aside */
    WrittenImage run() throws IOException {
        WrittenImage written = byDigest();
        uploads.manifest(tag, manifest);
        return written;
    }

    /** Images of several platforms, and the tag on their index. */
    static WrittenIndex all(Repository repository, List<NewImage> images, WriteOptions options) throws IOException {
        List<WrittenImage> written = new ArrayList<>();
        List<ImageDocuments.Entry> entries = new ArrayList<>();
        for (NewImage image : images) {
            Push push = new Push(repository, image, options);
            written.add(push.byDigest());
            entries.add(ImageDocuments.Entry.image(push.manifest, image.platform(), Map.of()));
        }
        byte[] index = ImageDocuments.index(entries);
        new Uploads(repository).index(repository.name().target(), index);
        return new WrittenIndex(Digest.sha256(index), written);
    }

    private WrittenImage byDigest() throws IOException {
        List<WrittenLayer> layers = new ArrayList<>();
        for (LayerBlobs.Source layer : LayerBlobs.of(image, options.layerCache())) {
            layers.add(layer(layer, "layer " + (layers.size() + 1)));
        }
        byte[] config = ImageDocuments.config(image, layers);
        blob(config, "the configuration");
        manifest = ImageDocuments.manifest(image, config, layers);
        Digest digest = Digest.sha256(manifest);
        uploads.manifest(digest.toString(), manifest);
        List<Digest> attached = attach(layers);
        long size = (long) manifest.length
                + config.length
                + layers.stream().mapToLong(WrittenLayer::size).sum();
        return new WrittenImage(digest, Digest.sha256(config), layers, size, attached);
    }

    /** A blob is sent under its digest, which is known when it was written. */
    private WrittenLayer layer(LayerBlobs.Source layer, String what) throws IOException {
        Optional<WrittenLayer> known = layer.known(options.compression());
        if (known.isPresent() && uploads.has(known.get().digest(), what)) {
            return known.get();
        }
        Path file = options.tempFiles().newFile("layer");
        try {
            WrittenLayer written;
            try (OutputStream out = new BufferedOutputStream(TempFiles.writing(file), BUFFER)) {
                written = layer.write(options.compression(), out);
            }
            try (Progress.Task task = options.progress().start("pushing " + what, written.size())) {
                uploads.blob(written.digest(), RequestBody.of(BYTES, file), what);
                task.advance(written.size());
            }
            return written;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void blob(byte[] content, String what) {
        uploads.blob(Digest.sha256(content), RequestBody.of(BYTES, content), what);
    }

    private List<Digest> attach(List<WrittenLayer> layers) {
        List<Referrer> all = Referrer.of(image, manifest, layers);
        List<Referrer> unknown = new ArrayList<>();
        if (!all.isEmpty()) {
            blob(ImageDocuments.emptyConfig(), "the empty configuration");
        }
        for (Referrer referrer : all) {
            blob(referrer.content(), "the " + referrer.attachment().artifactType() + " document");
            boolean understood = uploads.manifest(referrer.digest().toString(), referrer.manifest());
            if (!understood) {
                unknown.add(referrer);
            }
        }
        if (!unknown.isEmpty()) {
            referrers.list(Digest.sha256(manifest), unknown);
        }
        return all.stream().map(Referrer::digest).toList();
    }
}
