package dev.plimsoll.build.root;

import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.image.write.LayerFile;
import java.util.List;
import java.util.Map;

/**
 * A whole root file system; readable until what its files lie in is closed.
 *
 * @param files every entry once, parents of all included, ordered by path
 * @param owners name of the package that each path comes from; a path that nobody has is the builder's or the spec's
 * @param kept packages whose files are there, in the order in which they were unpacked
 * @param omitted packages whose files are not there
 * @param leftOut files of kept packages that are not there, by package and in the order of the spec
 * @param notes what was done otherwise than the packages ask for, in words
 */
public record RootTree(
        List<LayerFile> files,
        Map<String, String> owners,
        List<ArchivePackage> kept,
        List<OmittedPackage> omitted,
        List<LeftOutPart> leftOut,
        List<String> notes) {
    /**
     * A package that was resolved and left out.
     *
     * @param described which
     * @param reason why it can be, in the spec's words
     */
    public record OmittedPackage(ArchivePackage described, String reason) {}

    /**
     * Files of a package that were left out.
     *
     * @param described which package
     * @param path the spec's pattern of them
     * @param reason why they can be, in the spec's words
     */
    public record LeftOutPart(ArchivePackage described, String path, String reason) {}

    public RootTree {
        files = List.copyOf(files);
        owners = Map.copyOf(owners);
        kept = List.copyOf(kept);
        omitted = List.copyOf(omitted);
        leftOut = List.copyOf(leftOut);
        notes = List.copyOf(notes);
    }
}
