package dev.plimsoll.inventory.ecosystem.dpkg;

import dev.plimsoll.image.FileContent;
import dev.plimsoll.inventory.TextLines;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Reads the stanzas of dpkg's status, or of one file of a {@code status.d}.
 *
 * @see <a href="https://manpages.debian.org/bookworm/dpkg/dpkg-query.1.en.html">dpkg-query(1)</a>
 */
final class StatusFile {
    private static final String PACKAGE = "package:";
    private static final String STATUS = "status:";
    private static final String VERSION = "version:";
    private static final String ARCHITECTURE = "architecture:";
    private static final String SOURCE = "source:";

    private final Consumer<InstalledPackage> packages;
    private final Consumer<String> problems;
    private String name = "";
    private String status = "";
    private String version = "";
    private String architecture = "";
    private String source = "";
    private boolean inStanza;

    /**
     * @param packages takes those that are there
     * @param problems takes what is wrong with a stanza, one line
     */
    StatusFile(Consumer<InstalledPackage> packages, Consumer<String> problems) {
        this.packages = packages;
        this.problems = problems;
    }

    /** @param complete whether the file ends in an empty line when it is whole, as dpkg's own status does */
    void read(FileContent content, String path, boolean complete) throws IOException {
        boolean cut = false;
        try (TextLines lines = new TextLines(content.stream(), path)) {
            while (lines.next()) {
                if (lines.isBlank()) {
                    endStanza();
                } else if (lines.isTerminated()) {
                    inStanza = true;
                    field(lines);
                } else {
                    inStanza = true;
                    cut = true;
                }
            }
        }
        if (cut || complete && inStanza) {
            problems.accept(
                    "ends in the middle of a package" + (name.isEmpty() ? "" : ", after " + name) + "; it is cut off");
        }
        endStanza();
    }

    private void field(TextLines lines) {
        if (lines.startsWithIgnoringCase(PACKAGE)) {
            name = lines.textFrom(PACKAGE.length());
        } else if (lines.startsWithIgnoringCase(VERSION)) {
            version = lines.textFrom(VERSION.length());
        } else if (lines.startsWithIgnoringCase(STATUS)) {
            status = lines.textFrom(STATUS.length());
        } else if (lines.startsWithIgnoringCase(ARCHITECTURE)) {
            architecture = lines.textFrom(ARCHITECTURE.length());
        } else if (lines.startsWithIgnoringCase(SOURCE)) {
            source = lines.textFrom(SOURCE.length());
        }
    }

    private void endStanza() {
        if (inStanza && isPresent(status)) {
            if (name.isEmpty()) {
                problems.accept("a package without a name");
            } else if (version.isEmpty()) {
                problems.accept("package " + name + " has no version");
            } else {
                packages.accept(new InstalledPackage(name, version, architecture, source));
            }
        }
        name = "";
        status = "";
        version = "";
        architecture = "";
        source = "";
        inStanza = false;
    }

    /**
     * Whether files of a package in this state are there. The third word is what is; the first is only what is wanted. Without a status
     * (in {@code status.d} none is written) it is there.
     */
    private static boolean isPresent(String status) {
        String state = status.substring(status.lastIndexOf(' ') + 1);
        return !state.equals("not-installed") && !state.equals("config-files");
    }
}
