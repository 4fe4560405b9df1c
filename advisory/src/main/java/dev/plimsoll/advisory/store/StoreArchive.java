package dev.plimsoll.advisory.store;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The store as one file: a line {@code PLIMSOLL-STORE 1 sha256:HEX LENGTH}, which speaks of all bytes behind it, and those: in gzip the
 * length and content of the catalogue, then of each database in the catalogue's order.
 */
final class StoreArchive {
    private static final String MAGIC = "PLIMSOLL-STORE 1 ";
    /** Length of the first line: magic, digest, space, 19 digits, line feed. */
    private static final int HEADER = MAGIC.length() + "sha256:".length() + 64 + 1 + 19 + 1;

    private static final int BUFFER = 128 * 1024;
    private static final long LARGEST_CATALOGUE = 64L << 20;
    private static final long LARGEST_DATABASE = 64L << 30;

    private final StoreDirectory directory;

    StoreArchive(StoreDirectory directory) {
        this.directory = directory;
    }

    /** Writes the store; {@code file} appears, or is replaced, only when it is whole. */
    void write(Path file) throws IOException {
        Catalogue catalogue = CatalogueFile.read(directory);
        if (catalogue.feeds().isEmpty()) {
            throw new PlimsollException(
                    ErrorCode.STORE_UNUSABLE,
                    "the advisory store " + directory.root() + " is empty; run 'plimsoll db update' first");
        }
        Path target = file.toAbsolutePath();
        Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        Path body = directory.scratch().resolve("export");
        try {
            MessageDigest digest = Digest.Algorithm.SHA256.newMessageDigest();
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(body), digest);
                    DataOutputStream data =
                            new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(out, BUFFER), BUFFER))) {
                write(catalogue, data);
            }
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                out.write(header(Digest.of(Digest.Algorithm.SHA256, digest), Files.size(body)));
                Files.copy(body, out);
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
            Files.deleteIfExists(body);
        }
    }

    private void write(Catalogue catalogue, DataOutputStream out) throws IOException {
        byte[] listed = CatalogueCodec.encode(catalogue);
        out.writeLong(listed.length);
        out.write(listed);
        for (FeedStatus feed : catalogue.feeds()) {
            Path database = directory.database(feed);
            out.writeLong(Files.size(database));
            Files.copy(database, out);
        }
    }

    private static byte[] header(Digest digest, long length) {
        String digits = "0".repeat(19) + length;
        return (MAGIC + digest + " " + digits.substring(digits.length() - 19) + "\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Verifies the whole file, then puts its databases among the store's; the caller makes them count. */
    Catalogue read(Path file) throws IOException {
        try {
            verify(file);
            try (InputStream in = Files.newInputStream(file)) {
                in.skipNBytes(HEADER);
                try (DataInputStream data =
                        new DataInputStream(new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER))) {
                    return unpack(data, file);
                }
            }
        } catch (NoSuchFileException e) {
            throw new PlimsollException(ErrorCode.FILE_ACCESS, "there is no file " + file + " to import", e);
        } catch (EOFException e) {
            throw unusable(file, "it is cut off", e);
        }
    }

    private static void verify(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] header = in.readNBytes(HEADER);
            String line = new String(header, StandardCharsets.US_ASCII);
            if (header.length < HEADER || !line.startsWith(MAGIC)) {
                throw unusable(file, "it is no export of an advisory store of this version", null);
            }
            Digest actual = Digest.of(Digest.Algorithm.SHA256, in);
            if (!line.equals(new String(header(actual, Files.size(file) - HEADER), StandardCharsets.US_ASCII))) {
                throw unusable(
                        file,
                        "its content does not have the checksum in its first line: it is cut off or changed",
                        null);
            }
        }
    }

    private Catalogue unpack(DataInputStream in, Path file) throws IOException {
        long length = in.readLong();
        if (length < 0 || length > LARGEST_CATALOGUE) {
            throw unusable(file, "its catalogue can't be that long: " + length, null);
        }
        byte[] listed = BoundedInput.readAll(new Portion(in, length), LARGEST_CATALOGUE, file.toString());
        Catalogue catalogue = CatalogueFile.parse(listed, file);
        List<Path> unpacked = new ArrayList<>();
        for (FeedStatus feed : catalogue.feeds()) {
            unpacked.add(database(in, feed, file));
        }
        for (int i = 0; i < unpacked.size(); i++) {
            Files.move(
                    unpacked.get(i),
                    directory.database(catalogue.feeds().get(i)),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return catalogue;
    }

    private Path database(DataInputStream in, FeedStatus feed, Path file) throws IOException {
        long length = in.readLong();
        if (length < 0 || length > LARGEST_DATABASE) {
            throw unusable(file, "a database of it can't be that long: " + length, null);
        }
        Path scratch = directory.scratch().resolve("import-" + feed.database());
        try (OutputStream out = Files.newOutputStream(scratch)) {
            if (new Portion(in, length).transferTo(out) != length) {
                throw new EOFException();
            }
        }
        FeedDatabase.open(scratch, feed).close();
        return scratch;
    }

    private static PlimsollException unusable(Path file, String why, @Nullable Exception cause) {
        return new PlimsollException(
                ErrorCode.STORE_UNUSABLE,
                "could not import " + file + ": " + why + "; export it again. The store is as it was",
                cause);
    }
}
