package dev.plimsoll.advisory.store;

import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
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

    /**
     * Checks a directory without a catalogue: a store of another layout must not pass for an empty one.
     *
     * @throws PlimsollException STORE_UNUSABLE if there is anything that this layout does not know
     */
    void requireOurs() {
        Set<Path> known = Set.of(feeds(), scratch(), lock());
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            for (Path entry : entries) {
                if (!known.contains(entry)) {
                    throw new PlimsollException(
                            ErrorCode.STORE_UNUSABLE,
                            "the advisory store " + root + " has no catalogue but " + entry.getFileName()
                                    + ", as one of another version of Plimsoll; delete the directory and run"
                                    + " 'plimsoll db update', or use the Plimsoll that made it");
                }
            }
        } catch (NoSuchFileException e) {
            // There is no store yet.
            return;
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.STORE_UNUSABLE, "the advisory store " + root + " can't be read: " + e.getMessage(), e);
        }
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
