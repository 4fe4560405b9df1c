package dev.plimsoll.image.source.registry;

import dev.plimsoll.image.ImageFailures;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.oci.Descriptor;
import dev.plimsoll.image.oci.IndexReader;
import dev.plimsoll.image.oci.MediaTypes;
import dev.plimsoll.image.oci.PlatformChoice;
import dev.plimsoll.image.registry.RegistryName;
import java.util.List;
import java.util.Optional;

/** Finds the manifest of one image behind a name: directly, or through an index by platform. */
final class ManifestChoice {
    private static final int MAX_INDEXES = 4;

    private final RegistryName name;
    private final RegistryClient client;
    private final OpenOptions options;

    ManifestChoice(RegistryName name, RegistryClient client, OpenOptions options) {
        this.name = name;
        this.client = client;
        this.options = options;
    }

    /** A manifest and the index that it stands in; empty without one. */
    record Chosen(ReceivedManifest manifest, List<Descriptor> index) {}

    Chosen choose() {
        List<Descriptor> index = List.of();
        ReceivedManifest received =
                client.manifest(name.target(), name.digest().map(digest -> new RegistryClient.Expected(digest, -1)));
        for (int indexes = 0; isIndex(received); indexes++) {
            if (indexes == MAX_INDEXES) {
                throw ImageFailures.corrupt(name + ": more than " + MAX_INDEXES + " indexes lie within each other");
            }
            String what = "index " + received.digest() + " of " + name;
            index = IndexReader.read(received.content(), what, options.limits());
            Descriptor chosen = PlatformChoice.choose(index, options.platform(), what);
            received = client.manifest(
                    chosen.digest().toString(),
                    Optional.of(new RegistryClient.Expected(chosen.digest(), chosen.size())));
        }
        return new Chosen(received, index);
    }

    /** A document that is one thing by its header and another by itself is refused: two readers would see two images. */
    private boolean isIndex(ReceivedManifest received) {
        String what = "manifest " + received.digest() + " of " + name;
        boolean byContent = IndexReader.isIndex(received.content(), what, options.limits());
        boolean stated = MediaTypes.MANIFESTS.contains(received.contentType());
        if (stated && byContent != MediaTypes.isIndex(received.contentType())) {
            throw ImageFailures.corrupt(
                    what + ": the registry says it is '" + received.contentType() + "', which its content contradicts");
        }
        return byContent;
    }
}
