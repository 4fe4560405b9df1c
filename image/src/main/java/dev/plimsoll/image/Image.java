package dev.plimsoll.image;

import dev.plimsoll.base.PlimsollException;

/** An opened image. Holds files or connections: close it. For one thread, but for the trees it gives. */
public interface Image extends AutoCloseable {
    /** What it says of itself. */
    ImageInfo info();

    /**
     * Reads the layers, each once, and merges them. Contents stay readable until this image is closed.
     *
     * @throws PlimsollException IMAGE_CORRUPT, DIGEST_MISMATCH, LIMIT_EXCEEDED, NETWORK: the message names the layer
     */
    FileTree read(FileSelector selector);

    @Override
    void close();
}
