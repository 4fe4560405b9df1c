package dev.plimsoll.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;

/** The bytes of one file, readable as often as wanted until the image is closed. Each stream and channel is for one thread. */
public interface FileContent {
    /** Bytes there are. */
    long size();

    /** The content from its start; close it. */
    InputStream stream() throws IOException;

    /** The content at any position; read-only; close it. */
    SeekableByteChannel channel() throws IOException;
}
