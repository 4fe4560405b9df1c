package dev.plimsoll.build.patch.engine;

import dev.plimsoll.debian.deb.DebPackage;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.image.FileEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * A package that is to be upgraded or added.
 *
 * @param described the new version
 * @param file its verified file
 */
public record DebFile(ArchivePackage described, Path file) {
    /** What it brings but directories, each as it names it, without the slash before it. */
    Set<String> paths() throws IOException {
        Set<String> paths = new HashSet<>();
        DebPackage.open(file, described.toString()).files(entry -> {
            if (entry.kind() != FileEntry.Kind.DIRECTORY) {
                paths.add(entry.path());
            }
        });
        return paths;
    }
}
