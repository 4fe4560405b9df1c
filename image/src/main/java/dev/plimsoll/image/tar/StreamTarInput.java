package dev.plimsoll.image.tar;

import dev.plimsoll.base.BulkInput;
import dev.plimsoll.image.blob.CorruptDataException;
import java.io.IOException;
import java.io.InputStream;

/** A tar that passes by once. */
public final class StreamTarInput extends TarInput {
    /** Takes bytes that pass by. */
    public interface Sink {
        /** Takes a part of {@code buffer}, which is used again afterwards. */
        void accept(byte[] buffer, int offset, int length) throws IOException;
    }

    private final InputStream in;
    private final byte[] buffer = new byte[128 * 1024];
    private int next;
    private int limit;
    private long bufferStart;

    /** Reads {@code in} in large pieces; does not close it. */
    public StreamTarInput(InputStream in) {
        this.in = in;
    }

    @Override
    public long position() {
        return bufferStart + next;
    }

    private boolean fill() throws IOException {
        bufferStart += limit;
        next = 0;
        limit = 0;
        // The buffer is filled up, so that a header is never fetched in tiny pieces from a stream that gives such.
        while (limit < buffer.length) {
            int n = in.read(buffer, limit, buffer.length - limit);
            if (n < 0) {
                break;
            }
            limit += n;
        }
        return limit > 0;
    }

    @Override
    int read(byte[] target, int offset, int length) throws IOException {
        int done = 0;
        while (done < length && (next < limit || fill())) {
            int n = Math.min(length - done, limit - next);
            System.arraycopy(buffer, next, target, offset + done, n);
            next += n;
            done += n;
        }
        return done;
    }

    /**
     * Gives the next {@code length} bytes to {@code sink}.
     *
     * @throws CorruptDataException if the input ends before
     */
    public void transfer(long length, Sink sink) throws IOException {
        long left = length;
        while (left > 0) {
            if (next == limit && !fill()) {
                throw new CorruptDataException("the tar is cut off at offset " + position());
            }
            int n = (int) Math.min(left, limit - next);
            sink.accept(buffer, next, n);
            next += n;
            left -= n;
        }
    }

    /** The next {@code length} bytes, as far as they are read before anything else is; an input that ends before is an error. */
    public InputStream content(long length) {
        return new Content(length);
    }

    @Override
    void skipTo(long target) throws IOException {
        transfer(target - position(), (bytes, offset, length) -> {});
    }

    @Override
    boolean endsBefore(long target) {
        return false;
    }

    /** Reads what follows the end of the archive, so that digests see all bytes. */
    public void drain() throws IOException {
        do {
            next = limit;
        } while (fill());
    }

    private final class Content extends BulkInput {
        private long left;

        private Content(long length) {
            this.left = length;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int wanted = (int) Math.min(length, left);
            int n = StreamTarInput.this.read(target, offset, wanted);
            if (n < wanted) {
                throw new CorruptDataException("the tar is cut off at offset " + position());
            }
            left -= n;
            return n;
        }
    }
}
