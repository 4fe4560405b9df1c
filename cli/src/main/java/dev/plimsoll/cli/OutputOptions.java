package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a report goes. */
final class OutputOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write the report to a file.")
    private @Nullable Path file;

    /** What writes a report. */
    interface Writer {
        void write(OutputStream out) throws IOException;
    }

    /** Whether colours make sense. */
    boolean colour(CliContext context) {
        return file == null && context.outIsTerminal();
    }

    /** Writes to the file, whole or not at all, or to standard output. */
    void write(CliContext context, Writer writer) {
        if (file == null) {
            writeTo(context, writer);
            return;
        }
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 64 * 1024)) {
                writer.write(out);
            }
            Files.move(part, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new PlimsollException(ErrorCode.FILE_ACCESS, "could not write " + target + ": " + e, e);
        }
    }

    private static void writeTo(CliContext context, Writer writer) {
        try {
            OutputStream out = new BufferedOutputStream(context.out(), 64 * 1024);
            writer.write(out);
            out.flush();
        } catch (IOException e) {
            throw new PlimsollException(ErrorCode.FILE_ACCESS, "could not write to standard output: " + e, e);
        }
    }
}
