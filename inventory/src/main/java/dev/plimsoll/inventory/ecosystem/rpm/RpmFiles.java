package dev.plimsoll.inventory.ecosystem.rpm;

import java.io.IOException;
import java.util.List;

/** The files of a package as its header lists them: names, the directories they are in, and flags. */
final class RpmFiles {
    private static final int CONFIGURATION = 1;
    private static final int GHOST = 1 << 6;

    private final List<String> directories;
    private final List<String> names;
    private final int[] indexes;
    private final int[] flags;

    /** @throws IOException if the lists contradict each other */
    RpmFiles(RpmHeader header) throws IOException {
        directories = header.strings(RpmHeader.DIRECTORY_NAMES);
        names = header.strings(RpmHeader.BASE_NAMES);
        indexes = header.numbers(RpmHeader.DIRECTORY_INDEXES);
        flags = header.numbers(RpmHeader.FILE_FLAGS);
        if (indexes.length != names.size()) {
            throw new IOException(names.size() + " files in " + indexes.length + " directories");
        }
        for (int index : indexes) {
            if (index < 0 || index >= directories.size()) {
                throw new IOException("a file in a directory that is not there");
            }
        }
    }

    int size() {
        return indexes.length;
    }

    /** With a leading slash. */
    String path(int file) {
        return directories.get(indexes[file]) + names.get(file);
    }

    /** Users may change it. */
    boolean isConfiguration(int file) {
        return has(file, CONFIGURATION);
    }

    /** Owned once it is made, but not brought by the package. */
    boolean isGhost(int file) {
        return has(file, GHOST);
    }

    private boolean has(int file, int flag) {
        return file < flags.length && (flags[file] & flag) != 0;
    }
}
