package dev.plimsoll.inventory;

import dev.plimsoll.base.Limits;
import dev.plimsoll.image.FileContent;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileTree;
import java.util.Optional;

/**
 * One file handed to an {@link Extractor}.
 *
 * @param entry the file
 * @param content its bytes
 * @param tree its neighbours; only contents that an extractor wanted are there
 * @param distro the distribution of the tree, if it states one
 * @param limits bounds to keep
 */
public record ExtractorInput(
        FileEntry entry, FileContent content, FileTree tree, Optional<Distro> distro, Limits limits) {

    /** This file as a component's location. */
    public Location location() {
        return new Location(entry.path(), java.util.OptionalInt.of(entry.layer()));
    }
}
