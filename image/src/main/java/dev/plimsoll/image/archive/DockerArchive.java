package dev.plimsoll.image.archive;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageFailures;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Layer;
import dev.plimsoll.image.LayerBlob;
import dev.plimsoll.image.LayeredImage;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.StoredImage;
import dev.plimsoll.image.oci.ConfigReader;
import dev.plimsoll.image.oci.ImageConfig;
import dev.plimsoll.image.oci.ImageFiles;
import dev.plimsoll.image.oci.Layers;
import dev.plimsoll.image.oci.OciLayout;
import dev.plimsoll.image.oci.RegionBlob;
import dev.plimsoll.image.oci.TarFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Opens archives as {@code docker save} writes them, whether a user names one or an engine sends it. Docker 25 and later write an OCI
 * layout with a {@code manifest.json} beside it: the latter is read, since it has the tags as users know them. Internal to this
 * module.
 */
public final class DockerArchive {
    private DockerArchive() {}

    /**
     * Opens the image that {@link OpenOptions#ref()} chooses, or the only one.
     *
     * @param description names the archive in errors
     * @throws PlimsollException IMAGE_CORRUPT, DIGEST_MISMATCH, PLATFORM_NOT_FOUND; USAGE if there are several images and no choice
     */
    public static Image open(Path archive, String description, ImageReference reference, OpenOptions options) {
        TarFiles files = TarFiles.open(archive, description, options);
        if (files.find("manifest.json").isPresent()) {
            return open(files, reference, options);
        }
        if (files.find("index.json").isPresent()) {
            return OciLayout.open(files, reference, options);
        }
        if (files.find("repositories").isPresent()) {
            return OldArchive.open(files, reference, options);
        }
        throw ImageFailures.corrupt(files.describe()
                + " is no archive of images: it has neither manifest.json nor index.json"
                + " (is it a root file system? unpack it and use fs://)");
    }

    private static Image open(ImageFiles files, ImageReference reference, OpenOptions options) {
        byte[] json = files.read("manifest.json", options.limits());
        List<ArchivedImage> images = ManifestList.read(json, files.describe("manifest.json"), options.limits());
        ArchivedImage image = ImageChoice.choose(images, options.ref(), files.describe());
        byte[] configJson = files.read(image.config(), options.limits());
        Digest imageId = Digest.sha256(configJson);
        // The configuration's name is its digest; a name that is none promises nothing.
        Digest.parse("sha256:" + image.id())
                .ifPresent(id -> ImageFiles.requireDigest(configJson, id, files.describe(image.config())));
        ImageConfig config = ConfigReader.read(configJson, files.describe(image.config()), options.limits());

        List<LayerBlob.Region> places = image.layers().stream()
                .map(name -> files.find(name)
                        .orElseThrow(() -> ImageFailures.corrupt("layer " + files.describe(name) + " is missing")))
                .toList();
        List<Layers.Stored> stored = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            stored.add(new Layers.Stored(
                    blobDigest(image.layers().get(i)), places.get(i).length()));
        }
        List<Layer> layers = Layers.of(stored, config, files.describe());
        ImageInfo info = new ImageInfo(
                reference,
                reference.scheme(),
                Optional.empty(),
                Optional.of(imageId),
                config.platform(),
                image.tags(),
                layers,
                config.created(),
                config.labels(),
                Optional.of(config.run()),
                config.history(),
                Layers.totalSize(layers));
        boolean fromEngine = reference.scheme() == Scheme.LOCAL;
        return new LayeredImage(
                info,
                new StoredImage(configJson, RegionBlob.all(layers, places, files.describe(), fromEngine)),
                options,
                files);
    }

    /** New archives name a layer's file by the digest of its bytes; old ones by an id that is none. */
    private static Optional<Digest> blobDigest(String name) {
        return name.startsWith("blobs/sha256/")
                ? Digest.parse("sha256:" + name.substring("blobs/sha256/".length()))
                : Optional.empty();
    }
}
