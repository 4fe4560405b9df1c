package dev.plimsoll.inventory;

import dev.plimsoll.base.Limits;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.FileContent;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileTree;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One file handed to an {@link Extractor}.
 *
 * @param entry the file
 * @param content its bytes
 * @param tree its neighbours; only contents that an extractor wanted are there
 * @param distro the distribution of the tree, if it states one
 * @param limits bounds to keep; the content is never larger than {@link Limits#fileBytes()}
 * @param tempFiles for what needs a real file (a database library)
 */
public record ExtractorInput(
        FileEntry entry,
        FileContent content,
        FileTree tree,
        Optional<Distro> distro,
        Limits limits,
        TempFiles tempFiles) {

    /** This file as a component's location. */
    public Location location() {
        return new Location(entry.path(), OptionalInt.of(entry.layer()));
    }
}
