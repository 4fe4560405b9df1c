package dev.plimsoll.base;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A file of a {@link SealedCache} while it is written. It fails silently: then there is none. Gone when closed, unless it is kept. For one
 * thread.
 */
public final class SealedDraft implements AutoCloseable {
    private final TempFiles aside;
    private final Path place;
    private final LongConsumer kept;
    private @Nullable Path file;
    private @Nullable SealedOutput copy;
    private long size;

    /**
     * @param directory where it lies until it is kept, in the same file system as {@code place}
     * @param name that it is sealed with
     * @param kept is told its bytes
     */
    SealedDraft(Path directory, Path place, Seal seal, String name, LongConsumer kept) {
        this.aside = TempFiles.under(directory);
        this.place = place;
        this.kept = kept;
        try {
            file = aside.newFile("draft");
            copy = new SealedOutput(TempFiles.writing(file), seal, name);
        } catch (IOException e) {
            giveUp();
        }
    }

    /** Writes to {@code out} and here; what {@code out} throws comes out. Closing it closes neither. */
    public OutputStream beside(OutputStream out) {
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
                size += length;
            } catch (IOException e) {
                giveUp();
            }
        }
    }

    /** Seals what was written and gives it its name, if all of it could be written; what had the name is replaced. */
    public void keep() {
        if (copy == null || file == null) {
            return;
        }
        try {
            copy.seal();
            copy.close();
            Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            kept.accept(size);
        } catch (IOException e) {
            giveUp();
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
