package dev.plimsoll.inventory.ecosystem.java;

import dev.plimsoll.image.Gap;
import dev.plimsoll.inventory.Location;
import java.util.OptionalInt;

/**
 * Where an archive lies.
 *
 * @param path in the image, with {@code !/} where it lies in another archive
 * @param layer of the outermost one
 * @param depth 1 for a file of the image, 2 for an archive in it
 * @param kind by its name
 */
record ArchivePlace(String path, OptionalInt layer, int depth, ArchiveKind kind) {
    Location location() {
        return new Location(path, layer);
    }

    Location inside(String entry) {
        return new Location(path + "!/" + entry, layer);
    }

    ArchivePlace nested(String entry, ArchiveKind nestedKind) {
        return new ArchivePlace(path + "!/" + entry, layer, depth + 1, nestedKind);
    }

    Gap gap(Gap.Reason reason, String detail) {
        return new Gap(path, layer, reason, detail);
    }

    String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    String stem() {
        return kind.stem(path);
    }
}
