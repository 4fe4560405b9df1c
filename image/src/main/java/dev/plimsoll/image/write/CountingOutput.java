package dev.plimsoll.image.write;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.Digest.Algorithm;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Hashes and counts what passes. */
final class CountingOutput extends FilterOutputStream {
    private final MessageDigest computation = Algorithm.SHA256.newMessageDigest();
    private long count;

    CountingOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        computation.update(bytes, offset, length);
        count += length;
    }

    long count() {
        return count;
    }

    /** Of all that has passed; nothing more may. */
    Digest digest() {
        return Digest.of(Algorithm.SHA256, computation);
    }
}
