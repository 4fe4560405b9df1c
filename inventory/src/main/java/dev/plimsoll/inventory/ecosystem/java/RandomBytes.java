package dev.plimsoll.inventory.ecosystem.java;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Objects;

/** Bytes that can be read at any position: a file, a part of it, or an archive that had to be inflated. For one thread. */
interface RandomBytes {
    long size();

    /**
     * Reads exactly {@code length} bytes.
     *
     * @throws EOFException if there are fewer
     */
    void read(long position, byte[] buffer, int offset, int length) throws IOException;

    /** All of an open channel. */
    static RandomBytes of(SeekableByteChannel channel) throws IOException {
        long size = channel.size();
        return new RandomBytes() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public void read(long position, byte[] buffer, int offset, int length) throws IOException {
                if (position < 0 || position > size - length) {
                    throw new EOFException(
                            "it ends at byte " + size + ", but bytes up to " + (position + length) + " are spoken of");
                }
                ByteBuffer target = ByteBuffer.wrap(buffer, offset, length);
                channel.position(position);
                while (target.hasRemaining()) {
                    if (channel.read(target) < 0) {
                        throw new EOFException("it ends before byte " + size);
                    }
                }
            }
        };
    }

    /** All of an array. */
    static RandomBytes of(byte[] bytes) {
        return new RandomBytes() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public void read(long position, byte[] buffer, int offset, int length) throws IOException {
                if (position < 0 || position > bytes.length - length) {
                    throw new EOFException("it ends at byte " + bytes.length);
                }
                System.arraycopy(bytes, (int) position, buffer, offset, length);
            }
        };
    }

    /** A part of these, which must lie within them. */
    default RandomBytes slice(long start, long length) throws EOFException {
        if (start < 0 || length < 0 || start > size() - length) {
            throw new EOFException("bytes " + start + " to " + (start + length) + " lie outside its " + size());
        }
        RandomBytes whole = this;
        return new RandomBytes() {
            @Override
            public long size() {
                return length;
            }

            @Override
            public void read(long position, byte[] buffer, int offset, int count) throws IOException {
                if (position < 0 || position > length - count) {
                    throw new EOFException("it ends at byte " + length);
                }
                whole.read(start + position, buffer, offset, count);
            }
        };
    }

    /** The bytes from the start, in order. */
    default InputStream stream() {
        RandomBytes bytes = this;
        return new InputStream() {
            private long position;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                Objects.checkFromIndexSize(offset, length, buffer.length);
                if (length == 0) {
                    return 0;
                }
                int count = (int) Math.min(length, bytes.size() - position);
                if (count <= 0) {
                    return -1;
                }
                bytes.read(position, buffer, offset, count);
                position += count;
                return count;
            }
        };
    }
}
