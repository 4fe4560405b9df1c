package dev.plimsoll.advisory;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The seam for publishers' data: one implementer per format, all listed in {@code feed.Feeds}. An implementer says which files there are
 * and turns their bytes into rows; fetching, unpacking gzip, limits, storing and timing are not its business. Stateless.
 */
public interface Feed {
    /** Short, for ever, and unique: {@code osv/Debian}, {@code debian-tracker}, {@code cisa-kev}. */
    String id();

    /** Its files at the publisher and in a mirror, in the order in which they are parsed. */
    List<FeedFile> files();

    /**
     * Reads one file. The same bytes give the same rows; nothing else is consulted. A record that can't be read is given to
     * {@link FeedSink#skipped} and costs nothing but itself.
     *
     * @param content not compressed as a whole; bounded; closed by the caller
     * @throws IOException if the file as a whole is not what it should be (cut off, another format); its rows are then thrown away
     */
    void parse(FeedFile file, InputStream content, FeedSink sink) throws IOException;

    /** What its publisher wants users to know before they use it, such as licence terms; empty if nothing. Shown once. */
    default String notice() {
        return "";
    }

    /** Whether it is fetched only when asked for by name. */
    default boolean isOptIn() {
        return !notice().isEmpty();
    }
}
