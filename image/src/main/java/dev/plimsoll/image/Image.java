package dev.plimsoll.image;

import dev.plimsoll.base.PlimsollException;
import java.util.List;
import java.util.Optional;

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

    /**
     * What its builder attests of how it was built; read when asked for, and never a reason to fail: what can't be read is among its
     * {@link Provenance#problems()}. Only forms that hold an index of images have attestations.
     */
    default Provenance provenance() {
        return Provenance.NONE;
    }

    /**
     * The platforms that it was chosen from, in the order of their index; empty if there was no choice. Attestations are none.
     */
    default List<Platform> platforms() {
        return List.of();
    }

    /** What it consists of as it is stored; empty for what has no layers and no configuration, such as a directory. */
    default Optional<StoredImage> stored() {
        return Optional.empty();
    }

    @Override
    void close();
}
