package dev.plimsoll.image.blob;

import dev.plimsoll.base.LimitExceededException;
import dev.plimsoll.base.Limits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Stops inflated bytes when there are more of them than {@link Limits} allow, in all or for each compressed byte. */
public final class InflationGuard extends FilterInputStream {
    private static final long RATIO_FROM = 1L << 30;

    private final Limits limits;
    private final LongSupplier compressed;
    private long count;

    /** @param compressed tells how many bytes were read of what is inflated */
    public InflationGuard(InputStream inflated, Limits limits, LongSupplier compressed) {
        super(inflated);
        this.limits = limits;
        this.compressed = compressed;
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
            check();
        }
        return n;
    }

    private void check() throws LimitExceededException {
        if (count > limits.layerBytes()) {
            throw new LimitExceededException(
                    "it inflates to more than the limit of " + limits.layerBytes() + " bytes (--limit layer-bytes=…)");
        }
        if (count > RATIO_FROM && count / limits.inflationRatio() > compressed.getAsLong()) {
            throw new LimitExceededException("it inflates to more than " + limits.inflationRatio()
                    + " times its size, as a compression bomb does (--limit inflation-ratio=…)");
        }
    }
}
