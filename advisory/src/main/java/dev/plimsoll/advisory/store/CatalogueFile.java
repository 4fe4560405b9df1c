package dev.plimsoll.advisory.store;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Reads and writes the catalogue. Writing replaces the whole file at once: that is the moment in which an update happens. */
final class CatalogueFile {
    private static final long LARGEST = 64L << 20;

    private CatalogueFile() {}

    /**
     * The catalogue of a store; empty if there is none yet; leavings of a first update that was stopped are none.
     *
     * @throws PlimsollException STORE_UNUSABLE if it is damaged, of another version, or laid out otherwise
     */
    static Catalogue read(StoreDirectory directory) {
        Path file = directory.catalogue();
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = BoundedInput.readAll(in, LARGEST, file.toString());
        } catch (NoSuchFileException e) {
            directory.requireOurs();
            return Catalogue.EMPTY;
        } catch (IOException e) {
            throw damaged(file, e);
        }
        return parse(content, file);
    }

    /** @throws PlimsollException as {@link #read} */
    static Catalogue parse(byte[] content, Path file) {
        int schema = CatalogueCodec.schema(content);
        if (schema < 0) {
            throw damaged(file, null);
        }
        if (schema != Schema.VERSION) {
            throw new PlimsollException(
                    ErrorCode.STORE_UNUSABLE,
                    "the advisory store " + file + " has schema version " + schema + ", this Plimsoll reads "
                            + Schema.VERSION
                            + "; delete it and run 'plimsoll db update', or use the Plimsoll that made it");
        }
        try {
            return CatalogueCodec.decode(content);
        } catch (DamagedRecordException e) {
            throw damaged(file, e);
        }
    }

    private static PlimsollException damaged(Path file, @Nullable Exception cause) {
        return new PlimsollException(
                ErrorCode.STORE_UNUSABLE,
                "the advisory store's " + file + " can't be read"
                        + (cause == null || cause instanceof DamagedRecordException
                                ? ""
                                : " (" + cause.getMessage() + ")")
                        + "; delete it and run 'plimsoll db update'",
                cause);
    }

    /** Replaces the catalogue; what it names is on disk already. */
    static void write(StoreDirectory directory, Catalogue catalogue) throws IOException {
        Path scratch = directory.scratch().resolve("catalogue");
        try (FileChannel out = FileChannel.open(
                scratch, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer content = ByteBuffer.wrap(CatalogueCodec.encode(catalogue));
            while (content.hasRemaining()) {
                out.write(content);
            }
            out.force(true);
        }
        Files.move(scratch, directory.catalogue(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
