package dev.plimsoll.build.script;

import dev.plimsoll.build.tree.Accounts;
import dev.plimsoll.build.tree.Diversions;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.build.tree.UsrMerge;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.image.write.LayerFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where scripts do their work: the tree and what belongs to it. For one thread. */
final class World {
    private static final List<String> PROGRAMS = List.of("usr/local/bin", "usr/sbin", "usr/bin");

    final Draft draft;
    final Accounts accounts;
    final Diversions diversions;
    final Alternatives alternatives;
    final Triggers triggers;
    final String architecture;
    final Map<String, ArchivePackage> installed = new TreeMap<>();
    /** Where names begin that are not absolute; empty for the root. */
    private String directory = "";

    private String script = "";

    /** Permissions that new files do not get. */
    int mask = 022;

    final List<String> overrides = new ArrayList<>();

    /** Permissions that files may get: an image that is built has no programs that run with another user's rights. */
    final int fileBits;

    /** A world in which everything is installed for the first time. */
    World(Draft draft, Accounts accounts, Diversions diversions, String architecture) {
        this(draft, accounts, diversions, architecture, new Triggers(draft, owner -> true), 01777);
    }

    World(Draft draft, Accounts accounts, Diversions diversions, String architecture, Triggers triggers, int fileBits) {
        this.draft = draft;
        this.accounts = accounts;
        this.diversions = diversions;
        this.alternatives = new Alternatives(draft);
        this.triggers = triggers;
        this.architecture = architecture;
        this.fileBits = fileBits;
    }

    /** A path of a script as the tree names it: below its root, merged. */
    String path(String path) {
        return UsrMerge.path(plain(path));
    }

    private String plain(String path) {
        if (!path.startsWith("/") && !directory.isEmpty()) {
            return directory + "/" + path;
        }
        int start = 0;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        return path.substring(start);
    }

    /** Where a new entry lies, whose name is not followed. */
    String place(String path) {
        return draft.place(plain(path));
    }

    /** Name of the script that runs, such as {@code postinst}. */
    String script() {
        return script;
    }

    /** As each script finds it. */
    void begin(String name) {
        script = name;
        directory = "";
        mask = 022;
    }

    String directory() {
        return directory;
    }

    void directory(String path) {
        directory = path;
    }

    /** Whether a name leads to a directory. */
    boolean isDirectory(String path) {
        return draft.isDirectory(plain(path));
    }

    /** What stands at a name, which is not followed. */
    Optional<LayerFile> at(String path) {
        return draft.find(place(path));
    }

    /** What a name leads to. */
    Optional<LayerFile> follow(String path) {
        return draft.follow(plain(path));
    }

    /** Where a program lies, as {@code command -v} would say it. */
    Optional<String> program(String name) {
        if (name.contains("/")) {
            return follow(name).isPresent() ? Optional.of(name) : Optional.empty();
        }
        return PROGRAMS.stream()
                .map(each -> each + "/" + name)
                .filter(each -> draft.follow(each)
                        .filter(file -> (file.mode() & 0111) != 0)
                        .isPresent())
                .map(each -> "/" + each)
                .findFirst();
    }
}
