package dev.plimsoll.inventory;

import dev.plimsoll.image.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;

/** A file on a bad disk. */
record FailingContent() implements FileContent {
    @Override
    public long size() {
        return 1000;
    }

    @Override
    public InputStream stream() throws IOException {
        throw new IOException("bad block");
    }

    @Override
    public SeekableByteChannel channel() throws IOException {
        throw new IOException("bad block");
    }
}
