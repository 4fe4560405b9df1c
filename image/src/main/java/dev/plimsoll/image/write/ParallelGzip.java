package dev.plimsoll.image.write;

import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.DeflaterOutputStream;
import com.jcraft.jzlib.JZlib;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;

/**
 * Writes one gzip member whose data is deflated in blocks by several threads, as pigz does with independent blocks. Where blocks begin
 * depends on nothing but the data, and one pinned library deflates them: the same bytes on every machine.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952, GZIP</a>
 */
final class ParallelGzip extends OutputStream {
    /** One level below the usual: a third less time for seven thousandths more bytes. */
    private static final int LEVEL = 5;

    private static final int BLOCK = 1 << 20;

    /** Deflate, no flags, no time, no hint, system not known. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private final OutputStream out;
    private final int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
    private final ExecutorService pool = Executors.newFixedThreadPool(threads, ParallelGzip::daemon);
    private final Deque<Future<byte[]>> underWay = new ArrayDeque<>();
    private final CRC32 checksum = new CRC32();
    private long size;
    private byte[] block = new byte[BLOCK];
    private int filled;
    private boolean closed;

    /** @param out left open */
    ParallelGzip(OutputStream out) throws IOException {
        this.out = out;
        out.write(HEADER);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "plimsoll-gzip");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        checksum.update(bytes, offset, length);
        size += length;
        int from = offset;
        for (int left = length; left > 0; ) {
            if (filled == BLOCK) {
                submit(false);
            }
            int n = Math.min(left, BLOCK - filled);
            System.arraycopy(bytes, from, block, filled, n);
            filled += n;
            from += n;
            left -= n;
        }
    }

    private void submit(boolean last) throws IOException {
        byte[] full = filled == BLOCK ? block : Arrays.copyOf(block, filled);
        block = last ? new byte[0] : new byte[BLOCK];
        filled = 0;
        underWay.add(pool.submit(() -> deflate(full, last)));
        // So many wait that no thread is ever idle, and no more.
        if (underWay.size() > 2 * threads) {
            take();
        }
    }

    /** A block that is not the last ends at a byte's edge, so that the next one can be put behind it. */
    private static byte[] deflate(byte[] data, boolean last) throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream(data.length / 2 + 64);
        Deflater deflater = new Deflater(LEVEL, JZlib.MAX_WBITS, true);
        try (DeflaterOutputStream stream = new DeflaterOutputStream(deflated, deflater, 1 << 16)) {
            stream.setSyncFlush(true);
            stream.write(data);
            if (!last) {
                stream.flush();
                return deflated.toByteArray();
            }
        } finally {
            deflater.end();
        }
        return deflated.toByteArray();
    }

    private void take() throws IOException {
        try {
            out.write(underWay.remove().get());
        } catch (ExecutionException e) {
            throw new IOException("could not compress: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while compressing");
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            submit(true);
            while (!underWay.isEmpty()) {
                take();
            }
            writeLittleEndian(checksum.getValue());
            writeLittleEndian(size);
        } finally {
            pool.shutdownNow();
        }
    }

    private void writeLittleEndian(long value) throws IOException {
        out.write(new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)});
    }
}
