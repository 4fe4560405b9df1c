package dev.plimsoll.build.rebase;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.build.patch.PatchedLayers;
import dev.plimsoll.build.spec.BuildLabels;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Layer;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.StoredImage;
import dev.plimsoll.image.write.TopLayer;
import java.util.List;
import java.util.Optional;

/**
 * Finds which of an image's layers are its base's: by the user's word; as those of the new base without its patch, which is what the
 * children of a patched base have; or by the labels that name a base. Only equal diff ids prove it.
 */
final class BaseSearch {
    private static final int SHOWN = 200;

    private final RebaseOptions options;
    private final Images images;

    BaseSearch(RebaseOptions options, Images images) {
        this.options = options;
        this.images = images;
    }

    /**
     * The base.
     *
     * @throws PlimsollException USAGE if it is not known, or is not what the user says
     */
    OldBase find(Image child, Image onto) {
        if (options.from().isPresent()) {
            ImageReference from = options.from().get();
            Image base = images.open(from, child.info().platform());
            if (!isBelow(base.info().layers(), child.info().layers())) {
                throw usage(
                        "'" + options.image() + "' was not built on '" + from
                                + "': its lowest layers are others; --from names the very image that it was built on, by its digest best");
            }
            return new OldBase(
                    base.info().layers().size(),
                    Images.stored(base),
                    Optional.of(base.info()),
                    from + ", as --from says");
        }
        return unpatched(child.info(), onto).orElseGet(() -> labelled(child.info(), onto.info()));
    }

    /** Whether all layers of one image are the lowest of another. */
    static boolean isBelow(List<Layer> base, List<Layer> image) {
        if (base.isEmpty() || base.size() > image.size()) {
            return false;
        }
        for (int i = 0; i < base.size(); i++) {
            if (base.get(i).diffId().isEmpty()
                    || !base.get(i).diffId().equals(image.get(i).diffId())) {
                return false;
            }
        }
        return true;
    }

    /** The new base without its patch; the child may stand on an earlier patch of that. */
    private Optional<OldBase> unpatched(ImageInfo child, Image onto) {
        List<Layer> layers = onto.info().layers();
        int patches = PatchedLayers.onTop(onto.info());
        if (patches == 0 || !isBelow(layers.subList(0, layers.size() - patches), child.layers())) {
            return Optional.empty();
        }
        StoredImage stored = Images.stored(onto);
        for (int i = 0; i < patches; i++) {
            stored = TopLayer.removed(stored);
        }
        int count = layers.size() - patches;
        int formerPatches = 0;
        while (count < child.layers().size()
                && PatchedLayers.isPatch(child.layers().get(count))) {
            count++;
            formerPatches++;
        }
        return Optional.of(new OldBase(
                count,
                stored,
                Optional.empty(),
                "the new base without its patch" + (formerPatches == 0 ? "" : ", with an earlier patch")
                        + ", as its layers say"));
    }

    private OldBase labelled(ImageInfo child, ImageInfo onto) {
        String name = child.labels().getOrDefault(BuildLabels.BASE_NAME, "");
        if (name.isEmpty()) {
            throw usage("it is not known on what '" + options.image() + "' was built, and "
                    + (common(child, onto) == 0
                            ? "it has no layers in common with '" + options.onto() + "'"
                            : "not all layers of '" + options.onto() + "' but a patch's are below it")
                    + "; say it by --from OLD_BASE");
        }
        String digest = child.labels().getOrDefault(BuildLabels.BASE_DIGEST, "");
        String whole = digest.isEmpty() || name.contains("@") ? name : name + "@" + digest;
        Image base;
        try {
            base = images.open(new ImageReference(Scheme.IMAGE, whole), child.platform());
        } catch (PlimsollException e) {
            throw new PlimsollException(
                    e.code(),
                    "its label names " + SafeText.oneLine(whole, SHOWN)
                            + " as its base, which could not be looked at; say it by --from OLD_BASE: "
                            + e.getMessage(),
                    e);
        }
        if (!isBelow(base.info().layers(), child.layers())) {
            throw usage("its label names " + SafeText.oneLine(whole, SHOWN)
                    + " as its base, but its lowest layers are others; say it by --from OLD_BASE");
        }
        return new OldBase(
                base.info().layers().size(),
                Images.stored(base),
                Optional.of(base.info()),
                SafeText.oneLine(whole, SHOWN) + ", as its label says");
    }

    private static int common(ImageInfo child, ImageInfo onto) {
        int count = 0;
        int least = Math.min(child.layers().size(), onto.layers().size());
        while (count < least
                && child.layers().get(count).diffId().isPresent()
                && child.layers()
                        .get(count)
                        .diffId()
                        .equals(onto.layers().get(count).diffId())) {
            count++;
        }
        return count;
    }

    private static PlimsollException usage(String why) {
        return new PlimsollException(ErrorCode.USAGE, why);
    }
}
