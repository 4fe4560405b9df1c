package dev.plimsoll.image;

import dev.plimsoll.image.blob.Backing;
import dev.plimsoll.image.tar.SparseMap;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/** Content that lies at a place of a layer or of the spool. */
final class StoredContent implements FileContent {
    private static final int MAX_BUFFER = 64 * 1024;

    private final Backing backing;
    private final long offset;
    private final long size;
    private final @Nullable SparseMap sparse;

    StoredContent(Backing backing, long offset, long size, @Nullable SparseMap sparse) {
        this.backing = backing;
        this.offset = offset;
        this.size = size;
        this.sparse = sparse;
    }

    boolean hasHoles() {
        return sparse != null;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream stream() {
        int buffer = (int) Math.max(16, Math.min(MAX_BUFFER, size));
        return new BufferedInputStream(Channels.newInputStream(channel()), buffer);
    }

    @Override
    public SeekableByteChannel channel() {
        return new ContentChannel(backing, offset, size, sparse);
    }
}
