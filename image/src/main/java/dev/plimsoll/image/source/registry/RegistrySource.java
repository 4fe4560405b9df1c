package dev.plimsoll.image.source.registry;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.ImageSource;
import dev.plimsoll.image.Layer;
import dev.plimsoll.image.LayerBlob;
import dev.plimsoll.image.LayeredImage;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.StoredImage;
import dev.plimsoll.image.oci.Attestations;
import dev.plimsoll.image.oci.AttestedImage;
import dev.plimsoll.image.oci.ConfigReader;
import dev.plimsoll.image.oci.ImageConfig;
import dev.plimsoll.image.oci.Layers;
import dev.plimsoll.image.oci.Manifest;
import dev.plimsoll.image.oci.ManifestReader;
import dev.plimsoll.image.registry.RegistryName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens {@code registry://} images. Everything a registry sends is verified by digest; layers stream as they are read. */
public final class RegistrySource implements ImageSource {
    @Override
    public boolean reads(ImageReference reference) {
        return reference.scheme() == Scheme.REGISTRY;
    }

    @Override
    public Image open(ImageReference reference, OpenOptions options) {
        RegistryName name = RegistryName.parse(reference.place());
        RegistryClient client = new RegistryClient(name, options);
        ManifestChoice.Chosen chosen = new ManifestChoice(name, client, options).choose();
        ReceivedManifest received = chosen.manifest();
        Manifest manifest = ManifestReader.read(
                received.content(), "manifest " + received.digest() + " of " + name, options.limits());
        byte[] configJson = client.document(
                manifest.config(), "configuration " + manifest.config().digest());
        ImageConfig config = ConfigReader.read(configJson, "configuration of " + name, options.limits());
        requirePlatform(config, name, options);
        List<Layer> layers =
                Layers.of(manifest.layers().stream().map(Layers.Stored::of).toList(), config, name.toString());
        ImageInfo info = new ImageInfo(
                reference,
                Scheme.REGISTRY,
                Optional.of(received.digest()),
                Optional.of(manifest.config().digest()),
                config.platform(),
                name.tag().map(tag -> List.of(name.familiar())).orElse(List.of()),
                layers,
                config.created(),
                config.labels(),
                Optional.of(config.run()),
                config.history(),
                Layers.totalSize(layers));
        Image image = new LayeredImage(
                info, new StoredImage(configJson, blobs(client, manifest, layers, name, options)), options, () -> {});
        return new AttestedImage(
                image, chosen.index(), () -> attestations(client, options).of(chosen.index(), received.digest()));
    }

    private static Attestations attestations(RegistryClient client, OpenOptions options) {
        return new Attestations(
                options.limits(),
                (descriptor, what) -> client.manifest(
                                descriptor.digest().toString(),
                                Optional.of(new RegistryClient.Expected(descriptor.digest(), descriptor.size())))
                        .content(),
                client::document);
    }

    /** An image that is not in an index states its platform in its configuration only. */
    private static void requirePlatform(ImageConfig config, RegistryName name, OpenOptions options) {
        Optional<Platform> stated = config.platform();
        Optional<Platform> wanted = options.platform();
        if (wanted.isPresent() && stated.isPresent() && !stated.get().serves(wanted.get())) {
            throw new PlimsollException(
                    ErrorCode.PLATFORM_NOT_FOUND,
                    name + " has no image for " + wanted.get() + "; it has " + stated.get());
        }
    }

    private static List<LayerBlob> blobs(
            RegistryClient client, Manifest manifest, List<Layer> layers, RegistryName name, OpenOptions options) {
        List<LayerBlob> blobs = new ArrayList<>();
        for (Layer layer : layers) {
            blobs.add(new RegistryBlob(client, layer, manifest.layers().get(layer.index()), name, options.progress()));
        }
        return blobs;
    }
}
