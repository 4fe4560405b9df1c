package dev.plimsoll.image.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Bytes in a file. An interrupt of one reading thread closes a file channel for all; here the next reader opens it again, so that one
 * interrupted extractor does not cost the others.
 */
public final class FileBacking implements Backing {
    private final Path file;
    private @Nullable FileChannel channel;
    private boolean closed;

    public FileBacking(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    /** The channel to read from, by position only. */
    public synchronized FileChannel channel() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (channel == null || !channel.isOpen()) {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        }
        return channel;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return channel().read(target, position);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (channel != null) {
            channel.close();
        }
    }
}
