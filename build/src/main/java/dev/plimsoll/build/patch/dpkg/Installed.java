package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.debian.resolve.ArchivePackage;
import java.util.List;

/**
 * A package as the database has it.
 *
 * @param described its name, version and relations
 * @param stanza its fields
 * @param infoName how its files in {@code info} begin: its name, with the architecture if others of it may lie beside it
 * @param paths that it has, as it names them, without the slash before them
 */
record Installed(ArchivePackage described, Stanza stanza, String infoName, List<String> paths) {
    Installed {
        paths = List.copyOf(paths);
    }

    String name() {
        return described.name();
    }
}
