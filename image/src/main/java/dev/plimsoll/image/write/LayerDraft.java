package dev.plimsoll.image.write;

import dev.plimsoll.base.TempFiles;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** A second copy of a blob that is being written. It fails silently: then there is none. Gone when closed, unless it was moved. */
final class LayerDraft implements AutoCloseable {
    private final TempFiles aside;
    private @Nullable Path file;
    private @Nullable OutputStream copy;

    /** @param directory where it lies until it is moved, in the same file system as it goes to */
    LayerDraft(Path directory) {
        this.aside = TempFiles.under(directory);
        try {
            file = aside.newFile("layer");
            copy = Files.newOutputStream(file);
        } catch (IOException e) {
            giveUp();
        }
    }

    /** Writes to {@code out} and here; closing it closes neither. */
    OutputStream beside(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
                add(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                out.flush();
            }
        };
    }

    private void add(byte[] bytes, int offset, int length) {
        if (copy != null) {
            try {
                copy.write(bytes, offset, length);
            } catch (IOException e) {
                giveUp();
            }
        }
    }

    /** Whether it is there now; what was there before is replaced. */
    boolean moveTo(Path place) {
        if (copy == null || file == null) {
            return false;
        }
        try {
            copy.close();
            Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void giveUp() {
        try (OutputStream open = copy) {
            copy = null;
        } catch (IOException e) {
            // There is no copy either way.
            return;
        }
    }

    @Override
    public void close() {
        giveUp();
        try {
            aside.close();
        } catch (UncheckedIOException e) {
            // The next run deletes what is left.
            return;
        }
    }
}
