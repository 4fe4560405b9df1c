package dev.plimsoll.image;

import com.github.luben.zstd.Zstd;
import dev.plimsoll.base.SealedCache;
import dev.plimsoll.image.blob.Backing;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Contents of a layer's files, one after the other, in blocks that are compressed by themselves: of most files a reader wants the first
 * bytes, and of libraries a few places. Closed with the layer's image.
 */
final class KnownContents implements Backing {
    private static final int BLOCK = 128 * 1024;
    private static final int LEVEL = 1;

    /** Blocks that stay inflated. */
    private static final int RECENT = 8;

    private final SealedCache.Kept kept;
    private final long size;
    private final long[] starts;

    private final Map<Integer, byte[]> recent = new LinkedHashMap<>(2 * RECENT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, byte[]> eldest) {
            return size() > RECENT;
        }
    };

    /**
     * @param kept where they lie; closed with this
     * @param start of the first block there
     * @param size bytes of all contents
     */
    KnownContents(SealedCache.Kept kept, long start, long size) throws IOException {
        this.kept = kept;
        this.size = size;
        if (size < 0 || (size + BLOCK - 1) / BLOCK > kept.size() / Integer.BYTES) {
            throw new IOException("what is known of a layer contradicts itself");
        }
        int blocks = (int) ((size + BLOCK - 1) / BLOCK);
        this.starts = new long[blocks + 1];
        starts[0] = start;
        long table = kept.size() - (long) Integer.BYTES * blocks;
        try (DataInputStream lengths = new DataInputStream(kept.content(table))) {
            for (int i = 0; i < blocks; i++) {
                starts[i + 1] = starts[i] + lengths.readInt();
            }
        }
        if (starts[blocks] != table) {
            throw new IOException("what is known of a layer contradicts itself");
        }
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        if (position >= size) {
            return -1;
        }
        byte[] block = block((int) (position / BLOCK));
        int from = (int) (position % BLOCK);
        int n = Math.min(target.remaining(), block.length - from);
        target.put(block, from, n);
        return n;
    }

    private synchronized byte[] block(int index) throws IOException {
        byte[] known = recent.get(index);
        if (known != null) {
            return known;
        }
        ByteBuffer compressed = ByteBuffer.allocate((int) (starts[index + 1] - starts[index]));
        while (compressed.hasRemaining()) {
            if (kept.read(compressed, starts[index] + compressed.position()) < 0) {
                throw new EOFException("what is known of a layer is cut off");
            }
        }
        byte[] block = new byte[(int) Math.min(BLOCK, size - (long) index * BLOCK)];
        long inflated = Zstd.decompressByteArray(block, 0, block.length, compressed.array(), 0, compressed.capacity());
        if (inflated != block.length) {
            throw new IOException("what is known of a layer can't be inflated");
        }
        recent.put(index, block);
        return block;
    }

    @Override
    public void close() throws IOException {
        kept.close();
    }

    /** Takes contents in, and writes them as they are kept. Closing it ends them and leaves its output open. */
    static final class Blocks extends OutputStream {
        private final OutputStream out;
        private final ByteBuffer block = ByteBuffer.allocate(BLOCK);
        private final byte[] compressed = new byte[(int) Zstd.compressBound(BLOCK)];
        private final ByteArrayOutputStream lengths = new ByteArrayOutputStream();

        Blocks(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int done = 0; done < length; ) {
                int n = Math.min(length - done, block.remaining());
                block.put(bytes, offset + done, n);
                done += n;
                if (!block.hasRemaining()) {
                    end();
                }
            }
        }

        private void end() throws IOException {
            int length = (int)
                    Zstd.compressByteArray(compressed, 0, compressed.length, block.array(), 0, block.position(), LEVEL);
            out.write(compressed, 0, length);
            lengths.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
            block.clear();
        }

        @Override
        public void close() throws IOException {
            if (block.position() > 0) {
                end();
            }
            lengths.writeTo(out);
        }
    }
}
