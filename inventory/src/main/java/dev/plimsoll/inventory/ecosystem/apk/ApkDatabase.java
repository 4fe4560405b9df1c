package dev.plimsoll.inventory.ecosystem.apk;

import dev.plimsoll.image.FileContent;
import dev.plimsoll.inventory.TextLines;
import java.io.IOException;

/**
 * Walks apk's database of installed packages: lines of a letter, a colon and a value; an empty line ends a package.
 *
 * @see <a href="https://wiki.alpinelinux.org/wiki/Apk_spec">Apk spec</a>
 */
final class ApkDatabase {
    /** Takes what the database says. */
    interface Visitor {
        /** Whether (further) files of the package whose lines are being read are wanted; where not, their lines cost next to nothing. */
        default boolean wantsFiles() {
            return false;
        }

        /** A file of the package whose lines are being read; its {@code P:} and {@code V:} lines came before. */
        default void file(String name, String version, String path) {}

        /** A package with all its lines. */
        default void installed(ApkPackage installed) {}

        /** What is wrong with an entry, one line. */
        default void problem(String problem) {}
    }

    private final Visitor visitor;
    private String name = "";
    private String version = "";
    private String architecture = "";
    private String origin = "";
    private String licence = "";
    private String directory = "";
    private boolean inPackage;

    ApkDatabase(Visitor visitor) {
        this.visitor = visitor;
    }

    void read(FileContent content, String path) throws IOException {
        boolean cut = false;
        try (TextLines lines = new TextLines(content.stream(), path)) {
            while (lines.next()) {
                if (lines.isBlank()) {
                    endPackage();
                } else {
                    inPackage = true;
                    if (lines.isTerminated()) {
                        line(lines);
                    } else {
                        cut = true;
                    }
                }
            }
        }
        if (cut || inPackage) {
            visitor.problem(
                    "ends in the middle of a package" + (name.isEmpty() ? "" : ", " + name) + "; it is cut off");
        }
        endPackage();
    }

    private void line(TextLines lines) {
        if (lines.startsWith("R:")) {
            if (visitor.wantsFiles()) {
                visitor.file(name, version, directory.isEmpty() ? value(lines) : directory + "/" + value(lines));
            }
        } else if (lines.startsWith("F:")) {
            directory = visitor.wantsFiles() ? value(lines) : "";
        } else if (lines.startsWith("P:")) {
            name = value(lines);
        } else if (lines.startsWith("V:")) {
            version = value(lines);
        } else if (lines.startsWith("A:")) {
            architecture = value(lines);
        } else if (lines.startsWith("o:")) {
            origin = value(lines);
        } else if (lines.startsWith("L:")) {
            licence = value(lines);
        }
    }

    private static String value(TextLines lines) {
        return lines.textFrom(2);
    }

    private void endPackage() {
        if (inPackage) {
            if (name.isEmpty()) {
                visitor.problem("a package without a name");
            } else if (version.isEmpty()) {
                visitor.problem("package " + name + " has no version");
            } else {
                visitor.installed(new ApkPackage(name, version, architecture, origin, licence));
            }
        }
        name = "";
        version = "";
        architecture = "";
        origin = "";
        licence = "";
        directory = "";
        inPackage = false;
    }
}
