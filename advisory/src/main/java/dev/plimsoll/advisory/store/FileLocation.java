package dev.plimsoll.advisory.store;

import dev.plimsoll.advisory.FeedFile;
import java.io.IOException;
import java.util.Optional;

/** Fetches files of feeds from one place. */
interface FileLocation {
    /**
     * Fetches one file.
     *
     * @param known what the store has of it already; with it, an unchanged file may come without content
     * @return empty if there is no such file
     * @throws dev.plimsoll.base.PlimsollException NETWORK or OFFLINE
     * @throws IOException if it can't be read or kept
     */
    Optional<FetchedFile> fetch(FeedFile file, Optional<FeedStatus.FileState> known) throws IOException;

    /** For people: where this is. */
    String describe(FeedFile file);

    /** Whether what is fetched here comes from the publisher itself, so that fetching it confirms it. */
    boolean isPublisher();
}
