package dev.plimsoll.report.format;

import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.master.MasterReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Renders a master in a JVM of its own, whose heap a test has bounded; fails by an OutOfMemoryError. */
final class RenderInChild {
    private RenderInChild() {}

    /** @param arguments ids of formats with commas between, then a master */
    public static void main(String[] arguments) throws IOException {
        for (String id : arguments[0].split(",", -1)) {
            DocumentFormat format = DocumentFormats.byId(id).orElseThrow();
            try (MasterReader master = MasterReader.open(Path.of(arguments[1]))) {
                format.write(master, OutputStream.nullOutputStream());
            }
        }
    }
}
