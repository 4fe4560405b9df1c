package dev.plimsoll.image.blob;

import dev.plimsoll.base.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts the bytes that pass and hashes them, if there is a digest to compare with. */
public final class HashingInput extends FilterInputStream {
    private final Optional<Digest> expected;
    private final @Nullable MessageDigest hash;
    private long count;

    public HashingInput(InputStream in, Optional<Digest> expected) {
        super(in);
        this.expected = expected;
        this.hash =
                expected.map(digest -> digest.algorithm().newMessageDigest()).orElse(null);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        if (n > 0) {
            count += n;
            if (hash != null) {
                hash.update(buffer, offset, n);
            }
        }
        return n;
    }

    /** Bytes that passed. */
    public long count() {
        return count;
    }

    /** What the bytes' digest is, if it is not the expected one; call it once, at the end. */
    public Optional<Digest> mismatch() {
        if (expected.isEmpty() || hash == null) {
            return Optional.empty();
        }
        Digest actual = Digest.of(expected.get().algorithm(), hash);
        return actual.equals(expected.get()) ? Optional.empty() : Optional.of(actual);
    }

    @Override
    public long skip(long n) throws IOException {
        throw new UnsupportedOperationException("skipped bytes would not be hashed");
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
