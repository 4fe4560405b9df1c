package dev.plimsoll.inventory;

import dev.plimsoll.image.FileTree;
import java.util.Map;
import java.util.Set;

/** What an {@link Ecosystem} that installs plain files can also tell: whose they are. */
public interface OwnsFiles {
    /**
     * Which of {@code paths} belong to an installed package. Reads only files that its extractors wanted.
     *
     * @param paths as {@link dev.plimsoll.image.FileEntry#path()}, links already followed
     * @param gaps takes the ownership records that could not be read
     * @return owner by path, for those that have one
     */
    Map<String, Owner> owners(Set<String> paths, FileTree tree, ExtractorOutput gaps);
}
