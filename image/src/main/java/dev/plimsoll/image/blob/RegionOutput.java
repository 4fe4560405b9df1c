package dev.plimsoll.image.blob;

import dev.plimsoll.base.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An output that takes a part of a file without its bytes passing through the program: within the kernel, and where the file system can
 * do that by sharing its blocks. Internal to this module.
 */
public interface RegionOutput {
    /** Whether it leads to a file, so that {@link #add} can be called. */
    boolean takesRegions();

    /**
     * Adds a part of a file.
     *
     * @param start bytes before it
     * @param hashed whether its digest is wanted
     * @return the SHA-256 of what lies here now of it, if that is wanted
     * @throws IOException if the file is shorter, or one of both can't be read or written
     */
    Optional<Digest> add(Path file, long start, long length, boolean hashed) throws IOException;
}
