package dev.plimsoll.build.proof;

import dev.plimsoll.build.elf.ElfFile;
import dev.plimsoll.build.elf.ElfFile.NotedDlopen;
import dev.plimsoll.build.elf.ElfFiles;
import dev.plimsoll.build.elf.ElfKind;
import dev.plimsoll.build.elf.LibraryPaths;
import dev.plimsoll.build.spec.DeclaredDlopen;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether programs and libraries find those that they need, where the loader looks: the directories in their own headers, then those of
 * {@code /etc/ld.so.conf} and the usual ones.
 *
 * @see <a href="https://man7.org/linux/man-pages/man8/ld.so.8.html">ld.so(8)</a>
 */
final class LibraryProof {
    /** Loaded while programs run, with nothing in any header that says so. */
    private static final Map<String, String> KNOWN = Map.of("libc.so.6", "libgcc_s.so.1");

    private final Draft draft;
    private final ElfFiles elves;
    private final LeftOutFiles leftOut;
    private final String triplet;
    private final List<String> directories;
    private final Map<String, LayerFile> byName = new HashMap<>();

    LibraryProof(Draft draft, ElfFiles elves, String architecture, LeftOutFiles leftOut) throws IOException {
        this.draft = draft;
        this.elves = elves;
        this.leftOut = leftOut;
        this.triplet = LibraryPaths.triplet(architecture);
        this.directories = LibraryPaths.of(draft, triplet);
        for (LayerFile file : draft.files()) {
            if (file.path().contains(".so")) {
                byName.putIfAbsent(name(file.path()), file);
            }
        }
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** What a file needs and does not find, in words. */
    List<String> of(LayerFile file) throws IOException {
        Optional<ElfFile> read = elves.of(file);
        if (read.isEmpty()) {
            return List.of();
        }
        ElfFile elf = read.get();
        List<String> faults = new ArrayList<>();
        if (elf.interpreter().isPresent()) {
            String loader = elf.interpreter().get();
            if (draft.follow(loader).isEmpty()) {
                faults.add(says(file, "is started by " + FileNames.printable(loader)) + whoHas(plain(loader), loader));
            }
        }
        List<String> searched = searched(file, elf);
        for (String needed : elf.needed()) {
            look(file, elf.kind(), needed, searched, "needs").ifPresent(faults::add);
        }
        for (NotedDlopen each : elf.dlopens()) {
            faults.addAll(noted(file, elf, each, searched));
        }
        String known = KNOWN.get(name(file.path()));
        if (known != null) {
            look(file, elf.kind(), known, searched, "loads, when threads end,").ifPresent(faults::add);
        }
        return faults;
    }

    private List<String> noted(LayerFile file, ElfFile elf, NotedDlopen noted, List<String> searched)
            throws IOException {
        List<String> faults = new ArrayList<>();
        for (String soname : noted.sonames()) {
            Optional<String> fault = look(file, elf.kind(), soname, searched, "says that it loads");
            if (fault.isEmpty()) {
                return List.of();
            }
            faults.add(fault.get());
        }
        return noted.required() ? faults : List.of();
    }

    /** What the spec declares. */
    List<String> declared(DeclaredDlopen dlopen) throws IOException {
        Optional<LayerFile> by = draft.follow(dlopen.by());
        Optional<ElfFile> elf = by.flatMap(elves::of);
        if (elf.isEmpty()) {
            return List.of(
                    dlopen.by() + ", of which the spec declares a dlopen, is no program or library of the image");
        }
        return look(by.get(), elf.get().kind(), dlopen.library(), searched(by.get(), elf.get()), "is declared to load")
                .map(List::of)
                .orElse(List.of());
    }

    private List<String> searched(LayerFile file, ElfFile elf) {
        List<String> found = new ArrayList<>();
        int slash = file.path().lastIndexOf('/');
        String origin = slash < 0 ? "" : file.path().substring(0, slash);
        for (String each : elf.runpath().isEmpty() ? elf.rpath() : elf.runpath()) {
            String path = each.replace("${ORIGIN}", "$ORIGIN")
                    .replace("$ORIGIN", "/" + origin)
                    .replace("${LIB}", "$LIB")
                    .replace("$LIB", "lib/" + triplet);
            if (path.startsWith("/")) {
                found.add(draft.place(path + "/."));
            }
        }
        found.addAll(directories);
        return found;
    }

    private Optional<String> look(LayerFile file, ElfKind kind, String needed, List<String> searched, String how)
            throws IOException {
        if (needed.contains("/")) {
            return draft.follow(needed).isPresent()
                    ? Optional.empty()
                    : Optional.of(says(file, how + " " + FileNames.printable(needed)) + whoHas(plain(needed), needed));
        }
        for (String directory : searched) {
            if (fits(directory + "/" + needed, kind)) {
                return Optional.empty();
            }
        }
        for (String directory : searched) {
            Optional<String> would = leftOut.at(draft.place(directory + "/" + needed));
            if (would.isPresent()) {
                return Optional.of(says(file, how + " " + FileNames.printable(needed)) + ", which " + would.get());
            }
        }
        // A library in a directory of its program's own, which finds it itself: it is found as well as with nothing
        // left out.
        LayerFile own = byName.get(needed);
        if (own != null && fits(own.path(), kind)) {
            return Optional.empty();
        }
        return Optional.of(says(file, how + " " + FileNames.printable(needed)) + whoHas("", needed));
    }

    private boolean fits(String path, ElfKind kind) {
        return draft.follow(path)
                .flatMap(elves::of)
                .filter(each -> each.kind().equals(kind))
                .isPresent();
    }

    private static String plain(String path) {
        return path.replaceAll("^/+", "");
    }

    private String whoHas(String path, String name) throws IOException {
        Optional<String> would = path.isEmpty() ? Optional.empty() : leftOut.at(draft.place(path));
        if (would.isEmpty()) {
            would = leftOut.named(name(name));
        }
        return would.map(each -> ", which " + each).orElse(", which no package of the image's list has");
    }

    private String says(LayerFile file, String what) {
        String owner =
                draft.owner(file.path()).map(each -> " (of " + each + ")").orElse("");
        return "/" + FileNames.printable(file.path()) + owner + " " + what;
    }
}
