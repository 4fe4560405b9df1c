package dev.plimsoll.image.oci;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageFailures;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Layer;
import dev.plimsoll.image.LayerBlob;
import dev.plimsoll.image.LayeredImage;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.StoredImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Opens an image of an OCI layout. Internal to this module.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/image-layout.md">OCI image layout</a>
 */
public final class OciLayout {
    /** Indexes within indexes; real ones have one or two. */
    private static final int MAX_DEPTH = 4;

    /** The whole name first: the other is often the tag alone. */
    private static final List<String> NAMES = List.of("io.containerd.image.name", "org.opencontainers.image.ref.name");

    private static final String HUB = "docker.io/";
    private static final String HUB_LIBRARY = "docker.io/library/";

    private final ImageFiles files;
    private final OpenOptions options;
    private final Limits limits;

    private OciLayout(ImageFiles files, OpenOptions options) {
        this.files = files;
        this.options = options;
        this.limits = options.limits();
    }

    /**
     * Opens the image that {@link OpenOptions#ref()} and {@link OpenOptions#platform()} choose.
     *
     * @param files closed with the image
     * @throws PlimsollException IMAGE_CORRUPT, DIGEST_MISMATCH, PLATFORM_NOT_FOUND; USAGE if there are several images and no choice
     */
    public static Image open(ImageFiles files, ImageReference reference, OpenOptions options) {
        return new OciLayout(files, options).open(reference);
    }

    private Image open(ImageReference reference) {
        List<Descriptor> top = IndexReader.read(files.read("index.json", limits), files.describe("index.json"), limits);
        Descriptor chosen = choose(top);
        List<String> tags = names(chosen);
        Place place = resolve(chosen, top, 0);
        Descriptor image = place.image();
        String manifestName = blobName(image.digest());
        Manifest manifest = ManifestReader.read(
                files.readVerified(manifestName, image.digest(), limits), files.describe(manifestName), limits);
        String configName = blobName(manifest.config().digest());
        byte[] configJson = files.readVerified(configName, manifest.config().digest(), limits);
        ImageConfig config = ConfigReader.read(configJson, files.describe(configName), limits);
        requirePlatform(config);
        List<Layer> layers = Layers.of(
                manifest.layers().stream().map(Layers.Stored::of).toList(), config, files.describe(manifestName));
        ImageInfo info = new ImageInfo(
                reference,
                reference.scheme(),
                Optional.of(image.digest()),
                Optional.of(manifest.config().digest()),
                config.platform().or(image::platform),
                tags,
                layers,
                config.created(),
                config.labels(),
                Optional.of(config.run()),
                config.history(),
                Layers.totalSize(layers));
        Image opened = new LayeredImage(
                info,
                new StoredImage(configJson, RegionBlob.all(layers, places(manifest), files.describe(), false)),
                options,
                files);
        return new AttestedImage(
                opened,
                sameName(place.index(), image),
                () -> new Attestations(limits, this::document, this::document).of(place.index(), image.digest()));
    }

    /** A layout's own index may hold images that have nothing to do with this one. */
    private static List<Descriptor> sameName(List<Descriptor> index, Descriptor image) {
        return index.stream().filter(each -> names(each).equals(names(image))).toList();
    }

    private byte[] document(Descriptor descriptor, String what) {
        return files.readVerified(blobName(descriptor.digest()), descriptor.digest(), limits);
    }

    private List<LayerBlob.Region> places(Manifest manifest) {
        List<LayerBlob.Region> places = new ArrayList<>();
        for (Descriptor layer : manifest.layers()) {
            String name = blobName(layer.digest());
            LayerBlob.Region place = files.find(name)
                    .orElseThrow(() -> ImageFailures.corrupt("layer " + files.describe(name) + " is missing"));
            if (layer.size() >= 0 && layer.size() != place.length()) {
                throw ImageFailures.corrupt("layer " + files.describe(name) + " has " + place.length()
                        + " bytes, but its manifest says " + layer.size());
            }
            places.add(place);
        }
        return places;
    }

    private static String blobName(Digest digest) {
        return "blobs/" + digest.toString().replace(':', '/');
    }

    private Descriptor choose(List<Descriptor> top) {
        List<Descriptor> images = top.stream().filter(d -> !d.isAttestation()).toList();
        if (images.isEmpty()) {
            throw ImageFailures.corrupt(files.describe("index.json") + " names no images");
        }
        if (options.ref().isPresent()) {
            String ref = options.ref().get();
            List<Descriptor> named =
                    images.stream().filter(d -> isNamed(d, ref)).toList();
            if (named.isEmpty()) {
                throw new PlimsollException(
                        ErrorCode.PLATFORM_NOT_FOUND,
                        files.describe() + " has no image '" + FileNames.printable(ref) + "'; it has " + list(images));
            }
            return ofPlatforms(named);
        }
        return ofPlatforms(images);
    }

    /** Several entries are one image if only their platforms differ; else the user has to choose. */
    private Descriptor ofPlatforms(List<Descriptor> images) {
        if (images.stream().map(Descriptor::digest).distinct().count() == 1) {
            return images.get(0);
        }
        boolean samePlace = images.stream().map(OciLayout::names).distinct().count() == 1;
        boolean platforms = images.stream()
                        .map(Descriptor::platform)
                        .flatMap(Optional::stream)
                        .distinct()
                        .count()
                == images.size();
        if (samePlace && platforms) {
            return PlatformChoice.choose(images, options.platform(), files.describe("index.json"));
        }
        throw new PlimsollException(
                ErrorCode.USAGE,
                files.describe() + " holds " + images.size() + " images; choose one with --ref: " + list(images));
    }

    private static boolean isNamed(Descriptor image, String ref) {
        String digest = image.digest().toString();
        boolean byDigest =
                digest.equals(ref) || ref.length() >= 12 && image.digest().hex().startsWith(ref);
        return byDigest || names(image).stream().anyMatch(name -> isNamed(name, ref));
    }

    private static boolean isNamed(String name, String ref) {
        return name.equals(ref)
                || name.equals(ref + ":latest")
                || name.equals(familiar(ref))
                || name.equals(familiar(ref) + ":latest");
    }

    private static List<String> names(Descriptor image) {
        return NAMES.stream()
                .flatMap(key -> Stream.ofNullable(image.annotations().get(key)))
                .map(OciLayout::familiar)
                .distinct()
                .toList();
    }

    /** As Docker shows a name of its hub, and users write it. */
    private static String familiar(String name) {
        String prefix = name.startsWith(HUB_LIBRARY) ? HUB_LIBRARY : name.startsWith(HUB) ? HUB : "";
        return name.substring(prefix.length());
    }

    private static String list(List<Descriptor> images) {
        return images.stream()
                .limit(20)
                .map(d -> FileNames.printable(names(d).isEmpty() ? d.digest().toString() : String.join(", ", names(d))))
                .collect(Collectors.joining("; "));
    }

    /** A manifest's descriptor, and the index that it stands in. */
    private record Place(Descriptor image, List<Descriptor> index) {}

    /** Follows indexes down to one manifest. */
    private Place resolve(Descriptor chosen, List<Descriptor> index, int depth) {
        String name = blobName(chosen.digest());
        byte[] json = files.readVerified(name, chosen.digest(), limits);
        if (!chosen.isIndex() && !IndexReader.isIndex(json, files.describe(name), limits)) {
            return new Place(chosen, index);
        }
        if (depth == MAX_DEPTH) {
            throw ImageFailures.corrupt(files.describe(name) + " is the index number " + (depth + 1)
                    + " within another, as in a layout that points to itself");
        }
        List<Descriptor> inner = IndexReader.read(json, files.describe(name), limits);
        return resolve(PlatformChoice.choose(inner, options.platform(), files.describe(name)), inner, depth + 1);
    }

    private void requirePlatform(ImageConfig config) {
        boolean other = options.platform()
                .flatMap(wanted -> config.platform().filter(stated -> !stated.serves(wanted)))
                .isPresent();
        if (other) {
            throw new PlimsollException(
                    ErrorCode.PLATFORM_NOT_FOUND,
                    files.describe() + " holds an image for "
                            + config.platform().get() + ", not for "
                            + options.platform().get());
        }
    }
}
