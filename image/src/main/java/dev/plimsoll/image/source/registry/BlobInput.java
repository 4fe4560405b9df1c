package dev.plimsoll.image.source.registry;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.SafeText;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A blob on its way: tells of its progress, holds it to its stated size, and says of a broken connection that it is one. */
final class BlobInput extends FilterInputStream {
    private final long size;
    private final Progress.Task task;
    private final String what;
    private long count;

    /** @param size bytes there must be, or -1 if not known */
    BlobInput(InputStream in, long size, Progress.Task task, String what) {
        super(in);
        this.size = size;
        this.task = task;
        this.what = what;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n;
        try {
            n = in.read(buffer, offset, length);
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.NETWORK,
                    what + ": the connection broke after " + count + " bytes and could not be resumed ("
                            + SafeText.oneLine(String.valueOf(e.getMessage()), 200) + "); try again",
                    e);
        }
        if (n > 0) {
            count += n;
            task.advance(n);
        }
        boolean tooLong = size >= 0 && count > size;
        boolean tooShort = n < 0 && size >= 0 && count < size;
        if (tooLong || tooShort) {
            throw new PlimsollException(
                    ErrorCode.DIGEST_MISMATCH,
                    what + ": the registry gives " + (tooLong ? "more than " : "only " + count + " of ") + "the " + size
                            + " bytes that the manifest states");
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        return Math.max(0, read(new byte[(int) Math.min(n, 64 * 1024)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        task.close();
        super.close();
    }
}
