package dev.plimsoll.advisory.store;

import dev.plimsoll.base.AppDirectories;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;

/**
 * Where the store's files lie: {@code catalogue}, which alone says what counts; {@code feeds/}, one database file for each feed,
 * named after its content and never changed; {@code new/}, what an update is making; {@code lock}.
 *
 * @param root the store's directory
 */
record StoreDirectory(Path root) {

    static Path within(AppDirectories directories) {
        return directories.data().resolve("db");
    }

    Path catalogue() {
        return root.resolve("catalogue");
    }

    Path feeds() {
        return root.resolve("feeds");
    }

    Path database(FeedStatus feed) {
        return feeds().resolve(feed.database());
    }

    Path scratch() {
        return root.resolve("new");
    }

    Path lock() {
        return root.resolve("lock");
    }

    void create() throws IOException {
        Files.createDirectories(feeds());
        Files.createDirectories(scratch());
    }

    /** Deletes what no catalogue names: leavings of updates that were stopped, and databases that were replaced. */
    void clean(Set<String> databases) throws IOException {
        deleteAll(scratch(), Set.of());
        deleteAll(feeds(), databases);
    }

    private static void deleteAll(Path directory, Set<String> but) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (!but.contains(entry.getFileName().toString())) {
                    Files.deleteIfExists(entry);
                }
            }
        } catch (NoSuchFileException e) {
            // Nothing was ever made there.
            return;
        }
    }
}
