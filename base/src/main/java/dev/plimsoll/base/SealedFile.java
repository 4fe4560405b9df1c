package dev.plimsoll.base;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import javax.crypto.Mac;

/**
 * A file that ends with a {@link Seal} over its name and content, which was checked before anything of it can be read. It stays readable
 * until it is closed, though another run may delete the file meanwhile. Safe for several threads.
 */
public final class SealedFile implements AutoCloseable {
    private static final int BUFFER = 128 * 1024;

    private final FileChannel channel;
    private final long size;

    private SealedFile(FileChannel channel, long size) {
        this.channel = channel;
        this.size = size;
    }

    /**
     * Opens a file, to be closed.
     *
     * @param name that it was sealed with
     * @return empty if there is no such regular file, or it does not bear the seal
     * @throws IOException if it can't be read
     */
    public static Optional<SealedFile> open(Path file, Seal seal, String name) throws IOException {
        // To open a pipe that somebody put there would wait for whoever writes to it.
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        boolean good = false;
        try {
            long size = channel.size() - Seal.LENGTH;
            good = bearsSeal(channel, size, seal.begin(name));
            return good ? Optional.of(new SealedFile(channel, size)) : Optional.empty();
        } finally {
            if (!good) {
                channel.close();
            }
        }
    }

    private static boolean bearsSeal(FileChannel channel, long size, Mac mac) throws IOException {
        if (size < 0) {
            return false;
        }
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (long at = 0; at < size; at += buffer.position()) {
            buffer.clear().limit((int) Math.min(BUFFER, size - at));
            if (channel.read(buffer, at) <= 0) {
                return false;
            }
            mac.update(buffer.array(), 0, buffer.position());
        }
        ByteBuffer stated = ByteBuffer.allocate(Seal.LENGTH);
        channel.read(stated, size);
        return MessageDigest.isEqual(stated.array(), mac.doFinal());
    }

    /** Bytes of the content. */
    public long size() {
        return size;
    }

    /** From its start. */
    public InputStream content() {
        return content(0);
    }

    /**
     * From a place on, to its end.
     *
     * @param start bytes before it
     */
    public InputStream content(long start) {
        return new BulkInput() {
            private long at = start;

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int n = SealedFile.this.read(ByteBuffer.wrap(bytes, offset, length), at);
                at += Math.max(0, n);
                return n;
            }
        };
    }

    /**
     * All of it.
     *
     * @param limit bytes; more are refused
     */
    public byte[] bytes(int limit) throws IOException {
        if (size > limit) {
            throw new IOException("it has more than " + limit + " bytes");
        }
        byte[] bytes = new byte[(int) size];
        // In pieces, as a channel takes as much memory again as it is asked for at once.
        for (int done = 0; done < bytes.length; ) {
            done += read(ByteBuffer.wrap(bytes, done, Math.min(BUFFER, bytes.length - done)), done);
        }
        return bytes;
    }

    /** Reads some bytes at {@code position}; -1 behind the end. */
    public int read(ByteBuffer target, long position) throws IOException {
        if (position >= size) {
            return -1;
        }
        int limit = target.limit();
        target.limit((int) Math.min(limit, target.position() + size - position));
        int n = channel.read(target, position);
        target.limit(limit);
        if (n < 0) {
            throw new IOException("a file of the cache was cut off while it was read");
        }
        return n;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
