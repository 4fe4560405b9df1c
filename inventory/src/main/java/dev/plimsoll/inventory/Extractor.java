package dev.plimsoll.inventory;

import dev.plimsoll.image.Want;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads one kind of file. It says which files it wants and turns bytes into components; walking, opening, closing, limits and
 * threads are the engine's. Stateless.
 */
public interface Extractor {
    /** Short and unique, for example {@code dpkg-status}. */
    String id();

    /** Whether it reads what is installed, or what a source tree declares. */
    default ReadAs reads() {
        return ReadAs.ROOT;
    }

    /**
     * What it wants of a file; called once per file of the image, so no regular expressions and no allocation.
     *
     * @param path as {@link dev.plimsoll.image.FileEntry#path()}
     * @param size bytes
     * @param mode permission bits
     */
    Want wants(String path, long size, int mode);

    /** How the files are known that it wants to {@link Want#PROBE probe}; must be there if it ever wants that. */
    default Optional<Probe> probe() {
        return Optional.empty();
    }

    /**
     * Whether a wanted file starts an extraction; files that are only read beside another ({@code md5sums}) do not.
     */
    default boolean startsAt(String path) {
        return true;
    }

    /**
     * Reads one file. Throwing tells the engine to report a gap at this file; what was put into {@code output} before counts.
     *
     * @throws IOException if the file is cut off, malformed or over a limit; the message says what is wrong
     */
    void extract(ExtractorInput input, ExtractorOutput output) throws IOException;
}
