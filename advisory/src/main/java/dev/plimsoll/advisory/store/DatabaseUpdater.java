package dev.plimsoll.advisory.store;

import dev.plimsoll.advisory.Feed;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.inventory.Ecosystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Changes the store. Everything new is made beside it; the catalogue is replaced last and at once, so that a reader sees all of an update
 * or nothing of it, and a process that is killed leaves what was there. One process at a time.
 */
public final class DatabaseUpdater {
    private final StoreDirectory directory;
    private final Function<String, Optional<Ecosystem>> ecosystems;
    private final Clock clock;

    /**
     * @param root the store's directory; made if it is not there
     * @param ecosystems finds an ecosystem by its id
     * @param clock tells when a publisher confirmed its data
     */
    public DatabaseUpdater(Path root, Function<String, Optional<Ecosystem>> ecosystems, Clock clock) {
        this.directory = new StoreDirectory(root);
        this.ecosystems = ecosystems;
        this.clock = clock;
    }

    /**
     * Fetches feeds and takes over what has changed. A feed that fails keeps its former rows, is reported, and does not stop the others.
     *
     * @throws PlimsollException STORE_UNUSABLE if another process is at it, or the store is of another version; FILE_ACCESS if the
     *     directory can't be written
     */
    public UpdateReport update(FeedOrigin from, List<Feed> feeds, HttpFetcher fetcher, Progress progress) {
        return exclusively(() -> {
            Catalogue before = CatalogueFile.read(directory);
            directory.clean(before.databases());
            FeedUpdate update = new FeedUpdate(
                    directory,
                    location(from, fetcher, progress),
                    new FeedImporter(directory, new CanonicalKeys(ecosystems), progress));
            Catalogue after = before;
            List<UpdateReport.Outcome> outcomes = new ArrayList<>();
            for (Feed feed : feeds) {
                UpdateReport.Outcome outcome = update.update(feed, before.feed(feed.id()));
                outcomes.add(outcome);
                if (outcome.status().isPresent()) {
                    after = after.with(outcome.status().get());
                }
            }
            replace(before, after);
            return new UpdateReport(outcomes);
        });
    }

    private FileLocation location(FeedOrigin from, HttpFetcher fetcher, Progress progress) {
        if (from instanceof FeedOrigin.Directory mirror) {
            return new DirectoryLocation(mirror.root());
        }
        if (from instanceof FeedOrigin.Web mirror) {
            return new WebLocation(fetcher, clock, directory.scratch(), Optional.of(mirror.base()), progress);
        }
        return new WebLocation(fetcher, clock, directory.scratch(), Optional.empty(), progress);
    }

    private void replace(Catalogue before, Catalogue after) throws IOException {
        if (!after.equals(before)) {
            CatalogueFile.write(directory, after);
        }
        directory.clean(after.databases());
    }

    /** What the store holds, by feed; reads the catalogue only. */
    public List<FeedStatus> status() {
        return CatalogueFile.read(directory).feeds();
    }

    /**
     * Writes the whole store to one file, which says what its content has to hash to.
     *
     * @throws PlimsollException FILE_ACCESS if it can't be written; STORE_UNUSABLE if there is nothing to export
     */
    public void exportTo(Path file) {
        exclusively(() -> {
            new StoreArchive(directory).write(file);
            return file;
        });
    }

    /**
     * Replaces the store by one that was exported; it is verified as a whole before anything is replaced.
     *
     * @throws PlimsollException STORE_UNUSABLE if the file is no export, cut off, changed, or of another version
     */
    public List<FeedStatus> importFrom(Path file) {
        return exclusively(() -> {
            directory.clean(CatalogueFile.read(directory).databases());
            Catalogue imported = new StoreArchive(directory).read(file);
            CatalogueFile.write(directory, imported);
            directory.clean(imported.databases());
            return imported.feeds();
        });
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T exclusively(Work<T> work) {
        try {
            directory.create();
            try (StoreLock lock = StoreLock.take(directory)) {
                return work.run();
            }
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS,
                    "could not write the advisory store in " + directory.root() + ": " + e.getMessage(),
                    e);
        }
    }
}
