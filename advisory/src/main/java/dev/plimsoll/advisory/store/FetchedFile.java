package dev.plimsoll.advisory.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What fetching one file gave.
 *
 * @param state the file as it is now
 * @param content where its bytes lie; empty if it is unchanged
 * @param confirmed when the file says that its publisher confirmed it, if it says so
 */
record FetchedFile(FeedStatus.FileState state, Optional<Path> content, Optional<Instant> confirmed) {}
