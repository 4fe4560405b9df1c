package dev.plimsoll.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** The stored bytes of one layer, as an {@link ImageSource} has them; {@link LayeredImage} does the rest. */
public interface LayerBlob {
    /** Which layer it is; its digest and diff id, where stated, are what the bytes are checked against. */
    Layer layer();

    /**
     * Whether the bytes come from outside this machine's trust (a registry), so that every digest is verified; a local archive's
     * compressed layers are verified too since they are read whole anyway, its uncompressed ones are not.
     */
    boolean untrusted();

    /** Whether the engine that keeps the image gave the bytes: then its word that a layer is there is as good as the bytes are. */
    default boolean fromEngine() {
        return false;
    }

    /** Names the layer in errors: {@code layer 3 (sha256:…) of app.tar}. */
    String describe();

    /**
     * The bytes as stored (perhaps compressed), from the start. Called a second time only where the content of a hard link is wanted
     * whose target nobody wanted; an exception then costs a gap for that file, not the image.
     */
    InputStream open() throws IOException;

    /** Where the bytes lie in a local file, if they do: then an uncompressed tar is walked by position and never read whole. */
    Optional<Region> region();

    /**
     * Remembers that the bytes were compared with the stated digest.
     *
     * @param stamp the file's {@link FileStamp} before and after that
     */
    default void verified(String stamp) {
        // Who has no file has nothing that could stay as it was.
    }

    /** Whether the bytes were compared with the stated digest, and lie in a file that has not been changed since. */
    default boolean isVerified() {
        return false;
    }

    /**
     * A part of a file.
     *
     * @param file path of a regular file
     * @param offset bytes before it
     * @param length bytes of it
     */
    record Region(Path file, long offset, long length) {}
}
