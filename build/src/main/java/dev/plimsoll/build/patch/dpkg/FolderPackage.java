package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.debian.resolve.ArchivePackage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A package as a {@code status.d} has it.
 *
 * @param described its name, version and relations
 * @param stanza its fields
 * @param fileName name of the file with these; mostly the package's, but it need not be
 * @param sums of its files that are there, by the paths that the list names, without the slash before them; empty if there is no list
 */
record FolderPackage(ArchivePackage described, Stanza stanza, String fileName, Optional<Map<String, String>> sums) {
    FolderPackage {
        sums = sums.map(each -> Collections.unmodifiableMap(new LinkedHashMap<>(each)));
    }

    String name() {
        return described.name();
    }
}
