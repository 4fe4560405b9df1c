package dev.plimsoll.build.elf;

import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code ldconfig} does: links by the names that libraries are needed by, and the cache by which the loader finds them. Libraries
 * below {@code glibc-hwcaps} have no entry; the one that runs everywhere is found in their place.
 *
 * @see <a href="https://man7.org/linux/man-pages/man8/ldconfig.8.html">ldconfig(8)</a>
 */
public final class LibraryCache {
    private static final String CACHE = "etc/ld.so.cache";

    private final Draft draft;
    private final ElfFiles elves;

    private LibraryCache(Draft draft, ElfFiles elves) {
        this.draft = draft;
        this.elves = elves;
    }

    /** A library as a directory has it. */
    private record Library(String name, String soname, int flags, boolean link) {}

    /** The program that would make the cache, as it calls itself there; {@code glibc} is the version of its package, or empty. */
    public static String maker(String glibc) {
        int revision = glibc.indexOf('-');
        String upstream = revision < 0 ? glibc : glibc.substring(0, revision);
        return "ldconfig (Debian GLIBC " + glibc + ") stable release version " + upstream;
    }

    /**
     * Makes links and cache in a tree, if a loader that reads it is there.
     *
     * @param architecture Debian's name of it
     * @param maker what the cache says it was made by
     */
    public static void update(Draft draft, ElfFiles elves, String architecture, String maker) throws IOException {
        LibraryCache cache = new LibraryCache(draft, elves);
        List<LibraryCacheFile.Entry> entries = new ArrayList<>();
        for (String directory : LibraryPaths.of(draft, LibraryPaths.triplet(architecture))) {
            for (Library each : cache.libraries(directory)) {
                entries.add(
                        new LibraryCacheFile.Entry(each.soname(), "/" + directory + "/" + each.soname(), each.flags()));
            }
        }
        if (!entries.isEmpty()) {
            entries.sort(Comparator.comparing(LibraryCacheFile.Entry::name, LibraryNames.ORDER.reversed())
                    .thenComparing(Comparator.comparingInt(LibraryCacheFile.Entry::flags)
                            .reversed()));
            byte[] content = LibraryCacheFile.write(entries, maker);
            draft.put(LayerFile.file(CACHE, 0644, draft.epoch(), FileBody.of(content)));
        }
    }

    private List<Library> libraries(String directory) {
        String place = draft.follow(directory).map(LayerFile::path).orElse("");
        Map<String, Library> bySoname = new LinkedHashMap<>();
        for (String name : draft.children(place)) {
            boolean named = (name.startsWith("lib") || name.startsWith("ld-")) && name.contains(".so");
            if (named) {
                library(place, name)
                        .ifPresent(found ->
                                bySoname.merge(found.soname() + " " + found.flags(), found, LibraryCache::better));
            }
        }
        for (Library each : bySoname.values()) {
            link(place, each);
        }
        return List.copyOf(bySoname.values());
    }

    /** A file before a link, then the later name. */
    private static Library better(Library one, Library other) {
        if (one.link() != other.link()) {
            return one.link() ? other : one;
        }
        return LibraryNames.ORDER.compare(one.name(), other.name()) < 0 ? other : one;
    }

    private Optional<Library> library(String place, String name) {
        String path = place + "/" + name;
        Optional<LayerFile> file = draft.follow(path);
        Optional<ElfFile> elf = file.flatMap(elves::of);
        if (file.isEmpty()
                || elf.isEmpty()
                || elf.get().kind().cacheFlags() == 0
                || !elf.get().dynamic()) {
            return Optional.empty();
        }
        String soname = elf.get().soname().orElse(name);
        boolean link = draft.find(path)
                .filter(each -> each.type() == LayerFile.Type.SYMLINK)
                .isPresent();
        // A link by the name that programs need, or the one for linking programs, such as libx.so, stands for itself;
        // another is taken
        // for a file.
        boolean stands = link && (name.equals(soname) || name.endsWith(".so") && soname.startsWith(name));
        return Optional.of(
                new Library(name, stands ? name : soname, elf.get().kind().cacheFlags(), stands));
    }

    private void link(String place, Library library) {
        String path = place + "/" + library.soname();
        if (draft.find(path).isEmpty()) {
            draft.put(LayerFile.symlink(path, library.name(), draft.epoch()));
        }
    }
}
