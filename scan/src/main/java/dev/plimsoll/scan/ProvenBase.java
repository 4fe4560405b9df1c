package dev.plimsoll.scan;

import dev.plimsoll.base.SafeText;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Provenance;
import dev.plimsoll.image.Provenance.UsedImage;
import dev.plimsoll.image.Scheme;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Tells the base image from what its builder attests. A provenance lists all images that a build used, in no order that means anything:
 * those of other stages too. One of several is the base only if its layers say so.
 */
final class ProvenBase {
    private static final int MAX_LOOKED_AT = 8;
    private static final int MAX_SHOWN = 8;
    private static final String KNOWN_BY = "provenance";

    private final BaseLayers baseLayers;

    ProvenBase(BaseLayers baseLayers) {
        this.baseLayers = baseLayers;
    }

    /** The base; what could not be found out goes to {@code notes}. */
    Optional<BaseImage> find(ImageInfo image, Provenance provenance, boolean resolve, List<String> notes) {
        notes.addAll(provenance.problems());
        List<UsedImage> used = provenance.images();
        if (used.isEmpty()) {
            return Optional.empty();
        }
        if (startsWithTheBuild(image, provenance.started())) {
            notes.add(
                    "by its provenance the image stands on no other: its lowest layer was made by the build itself, which used "
                            + names(used));
            return Optional.empty();
        }
        if (resolve) {
            return byLayers(image, used, notes);
        }
        if (used.size() == 1) {
            return Optional.of(unlooked(used.get(0)));
        }
        notes.add(several(used));
        return Optional.empty();
    }

    /** A base is older than the build that uses it; stages that stand on nothing begin with the build's own first step. */
    private static boolean startsWithTheBuild(ImageInfo image, Optional<Instant> started) {
        Optional<Instant> first = image.history().stream()
                .map(ImageInfo.History::created)
                .flatMap(Optional::stream)
                .findFirst();
        return started.isPresent() && first.isPresent() && !first.get().isBefore(started.get());
    }

    /** The one whose layers are this image's lowest; of several, as of a base and its own base, the one with most. */
    private Optional<BaseImage> byLayers(ImageInfo image, List<UsedImage> used, List<String> notes) {
        Optional<BaseImage> best = Optional.empty();
        List<UsedImage> unknown = new ArrayList<>();
        for (UsedImage each : used.subList(0, Math.min(used.size(), MAX_LOOKED_AT))) {
            Optional<OptionalInt> layers = baseLayers.of(image, reference(each), each.name(), notes);
            if (layers.isEmpty()) {
                unknown.add(each);
            } else if (layers.get().orElse(0)
                    > best.map(BaseImage::layers).orElse(OptionalInt.empty()).orElse(0)) {
                best = Optional.of(new BaseImage(each.name(), layers.get(), KNOWN_BY));
            }
        }
        if (best.isPresent()) {
            return best;
        }
        if (used.size() == 1 && !unknown.isEmpty()) {
            return Optional.of(unlooked(used.get(0)));
        }
        notes.add(
                used.size() == 1
                        ? "by its provenance the image was built with " + names(used)
                                + ", but it does not stand on it: their layers differ"
                        : several(used));
        return Optional.empty();
    }

    private static BaseImage unlooked(UsedImage only) {
        return new BaseImage(only.name(), OptionalInt.empty(), KNOWN_BY + ", as the only image that the build used");
    }

    private static ImageReference reference(UsedImage image) {
        return new ImageReference(
                Scheme.IMAGE,
                image.digest().map(digest -> image.name() + "@" + digest).orElse(image.name()));
    }

    private static String several(List<UsedImage> used) {
        return "by its provenance the image was built with " + names(used) + "; which of these " + used.size()
                + " it stands on is not known";
    }

    private static String names(List<UsedImage> used) {
        String shown = used.stream()
                .limit(MAX_SHOWN)
                .map(each -> SafeText.oneLine(each.name(), 200))
                .collect(Collectors.joining(", "));
        return used.size() > MAX_SHOWN ? shown + " and " + (used.size() - MAX_SHOWN) + " more" : shown;
    }
}
