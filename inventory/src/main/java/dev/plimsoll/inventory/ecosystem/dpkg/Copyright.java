package dev.plimsoll.inventory.ecosystem.dpkg;

import dev.plimsoll.image.FileContent;
import dev.plimsoll.inventory.TextLines;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The licences that a package's copyright file names, if it is machine-readable.
 *
 * @see <a href="https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/">Machine-readable debian/copyright</a>
 */
final class Copyright {
    private static final String FORMAT = "format:";
    private static final String LICENCE = "license:";
    private static final int MAX_LICENCES = 200;
    private static final int MAX_LENGTH = 300;

    private Copyright() {}

    /** Short names in the order of the file, each once; none if the file is free text. */
    static List<String> licences(FileContent content, String path) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        try (TextLines lines = new TextLines(content.stream(), path)) {
            boolean readable = false;
            while (lines.next() && names.size() < MAX_LICENCES) {
                if (!readable && !lines.isBlank()) {
                    if (!lines.startsWithIgnoringCase(FORMAT)) {
                        return List.of();
                    }
                    readable = true;
                } else if (lines.startsWithIgnoringCase(LICENCE)) {
                    String name = lines.textFrom(LICENCE.length());
                    if (!name.isEmpty() && name.length() <= MAX_LENGTH) {
                        names.add(name);
                    }
                }
            }
        }
        return List.copyOf(names);
    }
}
