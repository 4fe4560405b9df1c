package dev.plimsoll.image;

import com.github.luben.zstd.Zstd;
import dev.plimsoll.base.SealedFile;
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
 * Contents of files as a cache keeps them, one after the other, in blocks that are compressed by themselves: of most files a reader wants
 * the first bytes, and of libraries a few places. Safe for several threads. Internal to Plimsoll's own modules.
 */
public final class KeptContents implements Backing {
    private static final int BLOCK = 128 * 1024;
    private static final int LEVEL = 1;

    private final SealedFile kept;
    private final long size;
    private final long[] starts;
    private final int most;

    private final Map<Integer, byte[]> recent = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, byte[]> eldest) {
            return size() > most;
        }
    };

    /**
     * @param kept where they lie; closed with this
     * @param start of the first block there
     * @param size bytes of all contents
     * @param most blocks of 128 KiB that stay inflated
     * @throws IOException if they can't be read, or are none
     */
    public KeptContents(SealedFile kept, long start, long size, int most) throws IOException {
        this.most = most;
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

    /**
     * One of them; readable until this is closed.
     *
     * @param offset bytes before it
     * @param length bytes of it
     */
    public FileContent content(long offset, long length) {
        return stored(offset, length);
    }

    StoredContent stored(long offset, long length) {
        return new StoredContent(this, offset, length, null);
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

    /** Writes contents as they are kept, before which whatever may stand; closing it ends them and leaves {@code out} open. */
    public static OutputStream writing(OutputStream out) {
        return new Blocks(out);
    }

    private static final class Blocks extends OutputStream {
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
