package dev.plimsoll.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The state is the user's own: reports say what can be attacked. Files get their mode as they are made, not afterwards. */
final class Permissions {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    /** Mode 0600. */
    static final FileAttribute<?> OWN_FILE = PosixFilePermissions.asFileAttribute(FILE);

    private Permissions() {}

    /** Makes a directory of mode 0700, or takes the rights of others away from the one that is there. */
    static void ownDirectory(Path directory) throws IOException {
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(DIRECTORY));
        tighten(directory, DIRECTORY);
    }

    /** Makes an empty file of mode 0600, or takes the rights of others away from the one that is there. */
    static void ownFile(Path file) throws IOException {
        if (Files.exists(file)) {
            tighten(file, FILE);
        } else {
            Files.createFile(file, OWN_FILE);
        }
    }

    /** Asks for nothing where nothing is to be changed: on a volume, the place may be another user's. */
    private static void tighten(Path path, Set<PosixFilePermission> wanted) throws IOException {
        if (!Files.getPosixFilePermissions(path).equals(wanted)) {
            Files.setPosixFilePermissions(path, wanted);
        }
    }
}
