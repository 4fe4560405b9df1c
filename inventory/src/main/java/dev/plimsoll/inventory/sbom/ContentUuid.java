package dev.plimsoll.inventory.sbom;

import dev.plimsoll.base.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.UUID;

/** Serial numbers that follow from the content: the same document has the same one, another document another. */
public final class ContentUuid {
    /** The number that stands in a document while its own is computed. */
    public static final UUID NONE = new UUID(0, 0);

    /** Writes a document with a serial number in it. */
    @FunctionalInterface
    public interface Document {
        void write(UUID serialNumber, OutputStream out) throws IOException;
    }

    private ContentUuid() {}

    /** Writes {@code document} twice: once to learn its number, once to {@code out} with it. */
    public static void write(Document document, OutputStream out) throws IOException {
        document.write(of(document), out);
    }

    /** A version 8 UUID (RFC 9562) of the SHA-256 of the document. */
    private static UUID of(Document document) throws IOException {
        MessageDigest hash = Digest.Algorithm.SHA256.newMessageDigest();
        try (OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), hash)) {
            document.write(NONE, sink);
        }
        ByteBuffer bytes = ByteBuffer.wrap(hash.digest());
        long high = bytes.getLong() & 0xffffffffffff0fffL | 0x8000L;
        long low = bytes.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
