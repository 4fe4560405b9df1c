package dev.plimsoll.debian;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * A stream that hashes what passes and never gives more than the expected size. What was read from it is to be believed only after
 * {@link #finish()}. Not for concurrent use.
 */
final class VerifyingInput extends FilterInputStream {
    private final MessageDigest computation = Digest.Algorithm.SHA256.newMessageDigest();
    private final Expected expected;
    private final String what;
    private long count;

    /** @param what names the file in errors */
    VerifyingInput(InputStream in, Expected expected, String what) {
        super(in);
        this.expected = expected;
        this.what = what;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int n = read(one, 0, 1);
        return n < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        if (n > 0) {
            count += n;
            if (count > expected.size()) {
                throw wrong("it is longer than the " + expected.size() + " bytes that the index states");
            }
            computation.update(buffer, offset, n);
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        byte[] buffer = new byte[(int) Math.min(n, 64 * 1024)];
        return Math.max(0, read(buffer, 0, buffer.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /**
     * Reads what is left and compares.
     *
     * @throws PlimsollException FEED_UNTRUSTED if size or hash are not the expected ones
     */
    void finish() throws IOException {
        byte[] buffer = new byte[64 * 1024];
        int n = 0;
        while (n >= 0) {
            n = read(buffer, 0, buffer.length);
        }
        if (count != expected.size()) {
            throw wrong("it ends after " + count + " of " + expected.size() + " bytes");
        }
        Digest actual = Digest.of(Digest.Algorithm.SHA256, computation);
        if (!actual.equals(expected.sha256())) {
            throw wrong("its hash is " + actual + " where " + expected.sha256() + " is signed");
        }
    }

    private PlimsollException wrong(String reason) {
        return new PlimsollException(
                ErrorCode.FEED_UNTRUSTED,
                what + " is not the file that the archive signed: " + reason
                        + ". The mirror or a proxy may be out of step: try again later, or "
                        + Defaults.ANOTHER_MIRROR);
    }
}
