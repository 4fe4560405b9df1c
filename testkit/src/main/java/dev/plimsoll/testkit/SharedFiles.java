package dev.plimsoll.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real feeds and images for tests, in a folder {@code shared} beside the checkout, or where {@code PLIMSOLL_SHARED} says. */
public final class SharedFiles {
    private SharedFiles() {}

    /** A file of the shared folder; it need not exist. */
    public static Path path(String relative) {
        String setting = System.getenv("PLIMSOLL_SHARED");
        return (setting == null ? checkout().resolveSibling("shared") : Path.of(setting)).resolve(relative);
    }

    /** The root of the checkout that the tests run in. */
    public static Path checkout() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory.getParent() != null && !Files.exists(directory.resolve(".mvn"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}
