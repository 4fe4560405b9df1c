package dev.plimsoll.image.oci;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.ImageFailures;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.Layer;
import dev.plimsoll.image.secret.SecretText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the layers of a manifest, the diff ids and the history of a configuration together. Internal to this module. */
public final class Layers {
    private Layers() {}

    /**
     * A layer's bytes as stored.
     *
     * @param digest of the blob, if the form has one
     * @param size bytes, or -1 if not known
     */
    public record Stored(Optional<Digest> digest, long size) {
        /** What a manifest says of a layer. */
        public static Stored of(Descriptor descriptor) {
            return new Stored(Optional.of(descriptor.digest()), descriptor.size());
        }
    }

    /**
     * The layers of an image, lowest first.
     *
     * @param what names the image in errors
     * @throws PlimsollException IMAGE_CORRUPT if manifest and configuration disagree about their number
     */
    public static List<Layer> of(List<Stored> stored, ImageConfig config, String what) {
        List<Digest> diffIds = config.diffIds();
        if (!diffIds.isEmpty() && diffIds.size() != stored.size()) {
            throw ImageFailures.corrupt(what + ": the manifest names " + stored.size()
                    + " layers, but the configuration " + diffIds.size());
        }
        List<String> createdBy = config.history().stream()
                .filter(line -> !line.emptyLayer())
                .map(ImageInfo.History::createdBy)
                .toList();
        // History is optional and tools get it wrong: lines are given to layers only where their numbers agree.
        boolean told = createdBy.size() == stored.size();
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            layers.add(new Layer(
                    i,
                    diffIds.isEmpty() ? Optional.empty() : Optional.of(diffIds.get(i)),
                    stored.get(i).digest(),
                    told ? SecretText.redacted(createdBy.get(i)) : "",
                    stored.get(i).size()));
        }
        return layers;
    }

    /** Bytes of all layers as stored, or -1 if one is not known. */
    public static long totalSize(List<Layer> layers) {
        long total = 0;
        for (Layer layer : layers) {
            if (layer.size() < 0) {
                return -1;
            }
            total += layer.size();
        }
        return total;
    }
}
