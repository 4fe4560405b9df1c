package dev.plimsoll.image.write;

import dev.plimsoll.base.Digest;
import dev.plimsoll.image.LayerBlob;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A blob's file while it is written. What lies in another file goes there without passing through here: within the kernel, and where the
 * file system can do that by sharing its blocks. For one thread. Internal to this module.
 */
public final class BlobFile extends OutputStream {
    private final FileChannel channel;
    private final OutputStream out;

    private BlobFile(FileChannel channel) {
        this.channel = channel;
        this.out = Channels.newOutputStream(channel);
    }

    /** Makes the file; what was there before is gone. */
    public static BlobFile create(Path file) throws IOException {
        return new BlobFile(FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.READ));
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    /**
     * Adds a part of another file.
     *
     * @return the digest of what lies here now of it
     */
    Digest add(LayerBlob.Region region) throws IOException {
        long start = channel.position();
        try (FileChannel from = FileChannel.open(region.file())) {
            for (long done = 0; done < region.length(); ) {
                long n = from.transferTo(region.offset() + done, region.length() - done, channel);
                if (n <= 0) {
                    throw new EOFException(region.file() + " is cut off at offset " + (region.offset() + done));
                }
                done += n;
            }
        }
        CountingOutput hashing = new CountingOutput(OutputStream.nullOutputStream());
        ByteBuffer buffer = ByteBuffer.allocate(128 * 1024);
        for (long done = 0; done < region.length(); done += buffer.position()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), region.length() - done));
            if (channel.read(buffer, start + done) < 0) {
                throw new EOFException("a blob was cut off while it was written");
            }
            hashing.write(buffer.array(), 0, buffer.position());
        }
        return hashing.digest();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
