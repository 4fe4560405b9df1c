package dev.plimsoll.build.unpack;

import dev.plimsoll.debian.deb.DebPackage;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.image.write.LayerFile;
import java.util.List;

/**
 * A package that was read and is not merged into a tree yet.
 *
 * @param described as the archive describes it
 * @param deb its file
 * @param files as it has them, each at the path that it names, in its order; contents lie in temporary files
 * @param lost names of files that had bits for another user's rights, which are gone
 */
public record Unpacked(ArchivePackage described, DebPackage deb, List<LayerFile> files, List<String> lost) {
    public Unpacked {
        files = List.copyOf(files);
        lost = List.copyOf(lost);
    }
}
