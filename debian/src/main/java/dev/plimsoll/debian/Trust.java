package dev.plimsoll.debian;

import java.nio.file.Path;
import java.util.List;

/**
 * Whose signatures count, and where their keys may lie on this machine.
 *
 * @param pins the primary keys that may sign
 * @param keyrings keyring files, or directories of such; those that do not exist are passed over
 */
record Trust(PinnedKeys pins, List<Path> keyrings) {
    Trust {
        keyrings = List.copyOf(keyrings);
    }

    /** Debian's. */
    static Trust debian() {
        return new Trust(
                PinnedKeys.DEBIAN, Defaults.KEYRINGS.stream().map(Path::of).toList());
    }
}
