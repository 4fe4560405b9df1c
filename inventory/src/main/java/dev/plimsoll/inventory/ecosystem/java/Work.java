package dev.plimsoll.inventory.ecosystem.java;

import dev.plimsoll.base.LimitExceededException;
import dev.plimsoll.base.Limits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What may still be spent on one file of the image and on everything nested in it. Entries that overlap, lie about their size or
 * hold each other cost work again and again; all of it is counted here.
 */
final class Work {
    private static final int MAX_PIECES = 100_000;

    private final Limits limits;
    private long bytes;
    private long entries;
    private int pieces = MAX_PIECES;

    Work(Limits limits) {
        this.limits = limits;
        // A large archive of stored jars may be hashed nearly whole, and have as much inflated besides.
        this.bytes = limits.fileBytes() > Long.MAX_VALUE / 2 ? Long.MAX_VALUE : 2 * limits.fileBytes();
        this.entries = limits.entries();
    }

    Limits limits() {
        return limits;
    }

    /** Bytes read out of nested content, or inflated. */
    void bytes(long count) throws LimitExceededException {
        bytes -= count;
        if (bytes < 0) {
            throw new LimitExceededException(
                    "what lies in it comes to more than twice the limit file-bytes of " + limits.fileBytes());
        }
    }

    /** One entry of an archive. */
    void entry() throws LimitExceededException {
        if (--entries < 0) {
            throw new LimitExceededException("it has more entries than the limit entries of " + limits.entries());
        }
    }

    /** One nested archive, or one coordinate. */
    void piece() throws LimitExceededException {
        if (--pieces < 0) {
            throw new LimitExceededException("it has more than " + MAX_PIECES + " archives and coordinates in it");
        }
    }

    /** Whether nothing may be spent any more, so that going on with the next nested archive makes no sense. */
    boolean isSpent() {
        return bytes < 0 || entries < 0 || pieces < 0;
    }

    /** {@code in}, with what it gives counted. */
    InputStream counting(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int b = super.read();
                if (b >= 0) {
                    bytes(1);
                }
                return b;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int n = super.read(buffer, offset, length);
                if (n > 0) {
                    bytes(n);
                }
                return n;
            }

            @Override
            public long skip(long n) throws IOException {
                long skipped = super.skip(n);
                bytes(skipped);
                return skipped;
            }
        };
    }
}
