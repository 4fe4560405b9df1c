package dev.plimsoll.build.rebase;

import dev.plimsoll.build.patch.PatchedLayers;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.StoredImage;
import dev.plimsoll.image.write.ExchangedBase;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An image whose own files fit its new base.
 *
 * @param plan what is done
 * @param image its own layers on those of the new base
 */
record Exchange(RebasePlan plan, StoredImage image) {
    /**
     * Exchanges the base.
     *
     * @throws dev.plimsoll.base.PlimsollException UNSUPPORTED_FORMAT, naming the files, if what the image changed does not fit
     */
    static Exchange of(LocalImage child, OldBase old, LocalImage base, Images images) throws IOException {
        Set<String> labels = new HashSet<>(NewBase.LABELS);
        if (PatchedLayers.onTop(child.info()) == 0) {
            labels.addAll(PatchedLayers.LABELS);
        }
        ExchangedBase exchanged = ExchangedBase.of(child.stored(), old.layers(), old.stored(), base.stored(), labels);
        new OwnFiles(
                        images.stacked(child.info(), lowest(child.stored(), old.layers())),
                        images.stacked(child.info(), child.stored()),
                        images.stacked(base.info(), base.stored()),
                        images.stacked(child.info(), exchanged.image()))
                .require();
        RebasePlan plan = new RebasePlan(
                old.told(),
                old.layers(),
                base.stored().layers().size(),
                child.stored().layers().size() - old.layers(),
                exchanged.followed().stream()
                        .filter(each -> labels.stream().noneMatch(label -> each.equals("Labels " + label)))
                        .toList(),
                notes(child.info()));
        return new Exchange(plan, exchanged.image());
    }

    private static StoredImage lowest(StoredImage image, int layers) {
        return new StoredImage(image.config(), image.layers().subList(0, layers));
    }

    private static List<String> notes(ImageInfo child) {
        return PatchedLayers.onTop(child) == 0
                ? List.of()
                : List.of("its own uppermost layer is a patch's and stays; patch it anew to bring that up to date");
    }
}
