package dev.plimsoll.policy.image;

import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.policy.image.ImageFacts.SpecialFile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at each file and link of a tree once. */
final class FactGatherer {
    private static final int SET_UID = 04000;
    private static final int SET_GID = 02000;
    private static final int GROUP_MAY_RUN = 010;
    private static final int ANYBODY_MAY_RUN = 0111;
    private static final int SPECIAL_FILES = 10_000;
    private static final int PROGRAMS = 200;
    private static final int NAMED = 5;

    private final FileTree tree;
    private final List<SpecialFile> setuid = new ArrayList<>();
    private final Tally.Counter shells = new Tally.Counter(PROGRAMS);
    private final Tally.Counter packageManagers = new Tally.Counter(PROGRAMS);
    private final Map<Leftover, Tally.Counter> leftovers = new EnumMap<>(Leftover.class);

    FactGatherer(FileTree tree) {
        this.tree = tree;
    }

    void add(FileEntry entry) {
        String path = entry.path();
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (entry.kind() == FileEntry.Kind.FILE) {
            special(entry, path);
            Leftover.of(path, name).ifPresent(kind -> count(kind, entry, path));
        }
        program(entry, path, name);
    }

    private void special(FileEntry entry, String path) {
        int mode = entry.mode();
        boolean setsUser = (mode & SET_UID) != 0;
        // Without the group's right to run it, the bit asks for mandatory locks.
        boolean setsGroup = (mode & SET_GID) != 0 && (mode & GROUP_MAY_RUN) != 0;
        if ((setsUser || setsGroup) && setuid.size() < SPECIAL_FILES) {
            setuid.add(new SpecialFile(path, setsUser, entry.userId(), setsGroup, entry.groupId()));
        }
    }

    private void count(Leftover kind, FileEntry entry, String path) {
        leftovers.computeIfAbsent(kind, key -> new Tally.Counter(NAMED)).add(path, entry.size());
    }

    private void program(FileEntry entry, String path, String name) {
        boolean isShell = Programs.isShell(name);
        boolean isManager = !isShell && Programs.isPackageManager(name);
        boolean isCompiler = !isShell && !isManager && Programs.isCompiler(name);
        if (!isShell && !isManager && !isCompiler || !isCompiler && !Programs.isInProgramDirectory(path)) {
            return;
        }
        Optional<FileEntry> program = entry.kind() == FileEntry.Kind.FILE ? Optional.of(entry) : tree.find(path);
        if (program.filter(FactGatherer::canBeRun).isEmpty()) {
            return;
        }
        String named = path.equals(program.get().path())
                ? path
                : path + " -> " + program.get().path();
        if (isShell) {
            shells.add(named, program.get().size());
        } else if (isManager) {
            packageManagers.add(named, program.get().size());
        } else if (entry.kind() == FileEntry.Kind.FILE) {
            count(Leftover.COMPILER, entry, path);
        }
    }

    private static boolean canBeRun(FileEntry entry) {
        return entry.kind() == FileEntry.Kind.FILE && (entry.mode() & ANYBODY_MAY_RUN) != 0;
    }

    ImageFacts facts(Accounts accounts, List<Place> places) {
        Map<Leftover, Tally> left = new EnumMap<>(Leftover.class);
        leftovers.forEach((kind, counter) -> left.put(kind, counter.tally()));
        return new ImageFacts(setuid, shells.tally(), packageManagers.tally(), left, accounts, places);
    }
}
