package dev.plimsoll.image.write;

import dev.plimsoll.base.Digest;
import dev.plimsoll.image.blob.RegionOutput;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;

/** A file while it is written that takes parts of others. For one thread. Internal to this module. */
public final class BlobFile extends OutputStream implements RegionOutput {
    private static final int BUFFER = 128 * 1024;

    private final FileChannel channel;
    private final OutputStream out;

    private BlobFile(FileChannel channel) {
        this.channel = channel;
        this.out = Channels.newOutputStream(channel);
    }

    /** Makes the file; what was there before is gone. */
    public static BlobFile create(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
        // Not when it is opened: of a file that was truncated ext4 waits for the disk when it is closed, also if
        // nothing was in it.
        if (channel.size() > 0) {
            channel.truncate(0);
        }
        return new BlobFile(channel);
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public boolean takesRegions() {
        return true;
    }

    @Override
    public Optional<Digest> add(Path file, long start, long length, boolean hashed) throws IOException {
        long place = channel.position();
        try (FileChannel from = FileChannel.open(file)) {
            for (long done = 0; done < length; ) {
                long n = from.transferTo(start + done, length - done, channel);
                if (n <= 0) {
                    throw new EOFException(file + " is cut off at offset " + (start + done));
                }
                done += n;
            }
        }
        return hashed ? Optional.of(digest(place, length)) : Optional.empty();
    }

    private Digest digest(long place, long length) throws IOException {
        MessageDigest computation = Digest.Algorithm.SHA256.newMessageDigest();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (long done = 0; done < length; done += buffer.position()) {
            buffer.clear().limit((int) Math.min(BUFFER, length - done));
            if (channel.read(buffer, place + done) < 0) {
                throw new EOFException("it was cut off while it was written");
            }
            computation.update(buffer.array(), 0, buffer.position());
        }
        return Digest.of(Digest.Algorithm.SHA256, computation);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
