package dev.plimsoll.advisory.store;

import dev.plimsoll.advisory.Feed;
import dev.plimsoll.advisory.FeedFile;
import dev.plimsoll.advisory.store.UpdateReport.Kind;
import dev.plimsoll.advisory.store.UpdateReport.Outcome;
import dev.plimsoll.base.PlimsollException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Updates one feed after the other from one place: fetch, compare, read. */
final class FeedUpdate {
    private final StoreDirectory directory;
    private final FileLocation location;
    private final FeedImporter importer;

    FeedUpdate(StoreDirectory directory, FileLocation location, FeedImporter importer) {
        this.directory = directory;
        this.location = location;
        this.importer = importer;
    }

    /** @param before what the catalogue says of it */
    Outcome update(Feed feed, Optional<FeedStatus> before) {
        Optional<FeedStatus> known = before.filter(status -> Files.isRegularFile(directory.database(status)));
        try {
            Map<FeedFile, FetchedFile> files = fetch(feed, known);
            List<FeedFile> absent = feed.files().stream()
                    .filter(file -> !file.isOptional() && !files.containsKey(file))
                    .toList();
            if (!absent.isEmpty() || files.isEmpty()) {
                return new Outcome(
                        feed.id(),
                        Kind.ABSENT,
                        "not in " + location.describe(feed.files().get(0)),
                        known);
            }
            String source = location.describe(feed.files().get(0));
            if (known.isPresent() && isUnchanged(files, known.get())) {
                return new Outcome(feed.id(), Kind.UNCHANGED, "", Optional.of(confirm(known.get(), files, source)));
            }
            FeedStatus read = importer.read(feed, complete(files), source);
            return new Outcome(feed.id(), Kind.UPDATED, "", Optional.of(confirm(read, files, source)));
        } catch (IOException | PlimsollException e) {
            return new Outcome(feed.id(), Kind.FAILED, feed.id() + ": " + e.getMessage(), known);
        }
    }

    private Map<FeedFile, FetchedFile> fetch(Feed feed, Optional<FeedStatus> known) throws IOException {
        Map<FeedFile, FetchedFile> files = new LinkedHashMap<>();
        for (FeedFile file : feed.files()) {
            Optional<FeedStatus.FileState> state = known.flatMap(status -> status.files().stream()
                    .filter(each -> each.name().equals(file.name()))
                    .findFirst());
            location.fetch(file, state).ifPresent(fetched -> files.put(file, fetched));
        }
        return files;
    }

    private static boolean isUnchanged(Map<FeedFile, FetchedFile> files, FeedStatus known) {
        return files.size() == known.files().size()
                && files.values().stream().allMatch(file -> file.content().isEmpty());
    }

    /** With the content of those files too that have not changed: a feed is read as a whole. */
    private Map<FeedFile, FetchedFile> complete(Map<FeedFile, FetchedFile> files) throws IOException {
        Map<FeedFile, FetchedFile> result = new LinkedHashMap<>();
        for (Map.Entry<FeedFile, FetchedFile> entry : files.entrySet()) {
            if (entry.getValue().content().isPresent()) {
                result.put(entry.getKey(), entry.getValue());
            } else {
                result.put(
                        entry.getKey(),
                        location.fetch(entry.getKey(), Optional.empty())
                                .orElseThrow(() -> new IOException(
                                        entry.getKey().name() + " was there a moment ago and is gone")));
            }
        }
        return result;
    }

    /** From the publisher, fetching confirms; from a mirror, only what the data says, or else the file. */
    private FeedStatus confirm(FeedStatus status, Map<FeedFile, FetchedFile> files, String source) {
        Optional<Instant> byFile = files.values().stream()
                .flatMap(file -> file.confirmed().stream())
                .min(Comparator.naturalOrder());
        Optional<Instant> confirmed = location.isPublisher() || status.date().isEmpty() ? byFile : status.date();
        return status.confirmedAt(
                confirmed,
                source,
                files.values().stream().map(FetchedFile::state).toList());
    }
}
