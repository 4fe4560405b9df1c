package dev.plimsoll.base;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that refuses to give more than a stated number of bytes. The only place of the code base that reads a stream whole.
 * Not for concurrent use.
 */
public final class BoundedInput extends FilterInputStream {
    private final String what;
    private final long limit;
    private long left;

    private BoundedInput(InputStream in, long limit, String what) {
        super(in);
        this.limit = limit;
        this.left = limit;
        this.what = what;
    }

    /**
     * {@code in}, which fails with {@link LimitExceededException} when read past {@code limit} bytes.
     *
     * @param what names the input in the error, for example {@code "manifest.json of a.tar"}
     */
    public static InputStream of(InputStream in, long limit, String what) {
        return new BoundedInput(in, limit, what);
    }

    /**
     * All bytes of {@code in}; does not close it.
     *
     * @throws LimitExceededException if there are more than {@code limit}
     */
    public static byte[] readAll(InputStream in, long limit, String what) throws IOException {
        return of(in, Math.min(limit, Integer.MAX_VALUE - 16), what).readAllBytes();
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0) {
            count(1);
        }
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        // One byte past the limit is asked for, so that an input of exactly the limit is told from a longer one.
        int n = super.read(buffer, offset, (int) Math.min(length, left + 1));
        if (n > 0) {
            count(n);
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = super.skip(Math.min(n, left + 1));
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long n) throws LimitExceededException {
        left -= n;
        if (left < 0) {
            throw new LimitExceededException(what + " is larger than the limit of " + limit + " bytes");
        }
    }
}
