package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.build.elf.ElfFiles;
import dev.plimsoll.build.elf.LibraryCache;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.debian.resolve.ArchivePackage;
import java.io.IOException;
import java.util.Collection;

/** The cache by which the loader finds libraries. */
final class LoaderCache {
    private static final String PATH = "etc/ld.so.cache";

    private LoaderCache() {}

    /**
     * Writes it anew, only where there is one: without it the loader looks into its own directories.
     *
     * @param now the packages that are there
     */
    static void refresh(Draft draft, String architecture, Collection<ArchivePackage> now) throws IOException {
        if (draft.find(PATH).isPresent()) {
            String version = now.stream()
                    .filter(each -> each.source().equals("glibc"))
                    .map(ArchivePackage::version)
                    .findFirst()
                    .orElse("");
            LibraryCache.update(draft, new ElfFiles(draft), architecture, LibraryCache.maker(version));
        }
    }
}
