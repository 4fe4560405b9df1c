package dev.plimsoll.image.blob;

import java.nio.ByteBuffer;

/** Bytes in memory. */
final class MemoryBacking implements Backing {
    private final byte[] bytes;

    MemoryBacking(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read(ByteBuffer target, long position) {
        if (position >= bytes.length) {
            return -1;
        }
        int n = Math.min(target.remaining(), bytes.length - (int) position);
        target.put(bytes, (int) position, n);
        return n;
    }

    @Override
    public void close() {}
}
