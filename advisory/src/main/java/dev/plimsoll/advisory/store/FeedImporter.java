package dev.plimsoll.advisory.store;

import dev.plimsoll.advisory.Feed;
import dev.plimsoll.advisory.FeedFile;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.Progress;
import dev.plimsoll.inventory.PackageKey;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;

/** Turns the fetched files of one feed into its database file. */
final class FeedImporter {
    /** Unpacked; the largest feeds have a few hundred megabytes. */
    private static final long LARGEST = 16L << 30;

    private static final int BUFFER = 128 * 1024;

    private final StoreDirectory directory;
    private final UnaryOperator<PackageKey> canonical;
    private final Progress progress;

    FeedImporter(StoreDirectory directory, UnaryOperator<PackageKey> canonical, Progress progress) {
        this.directory = directory;
        this.canonical = canonical;
        this.progress = progress;
    }

    /**
     * Reads the files and puts the finished database among the others; no reader sees it before the catalogue names it.
     *
     * @param files all files that there are of the feed, with their content
     * @throws IOException if a file as a whole can't be read, or holds nothing that can
     */
    FeedStatus read(Feed feed, Map<FeedFile, FetchedFile> files, String source) throws IOException {
        Path scratch = directory.scratch().resolve("rows");
        Path packed = directory.scratch().resolve("packed");
        Files.deleteIfExists(scratch);
        Files.deleteIfExists(packed);
        FeedTally tally;
        try (FeedWriter writer = FeedWriter.create(scratch, canonical)) {
            for (Map.Entry<FeedFile, FetchedFile> entry : files.entrySet()) {
                parse(feed, entry.getKey(), entry.getValue().content().orElseThrow(), writer);
            }
            tally = writer.finish(feed.id(), packed);
        } catch (SQLException e) {
            throw new IOException("could not write the advisory store: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Files.deleteIfExists(scratch);
        }
        if (tally.records() == 0 && tally.skips() > 0) {
            throw new IOException("none of its " + tally.skips() + " records can be read");
        }
        return publish(feed, files, source, tally, packed);
    }

    private void parse(Feed feed, FeedFile file, Path content, FeedWriter writer) throws IOException {
        try (Progress.Task task = progress.start(feed.id(), Files.size(content));
                InputStream raw = new BufferedInputStream(
                        new CountingInput(Files.newInputStream(content), task::advance), BUFFER);
                InputStream bounded = BoundedInput.of(unpacked(raw), LARGEST, feed.id() + " " + file.name())) {
            feed.parse(file, bounded, writer);
        }
    }

    private static InputStream unpacked(InputStream in) throws IOException {
        in.mark(2);
        boolean isGzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return isGzip ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
    }

    private FeedStatus publish(Feed feed, Map<FeedFile, FetchedFile> files, String source, FeedTally tally, Path packed)
            throws IOException {
        List<FeedStatus.FileState> states = new ArrayList<>();
        files.values().forEach(file -> states.add(file.state()));
        String database = name(feed, states);
        try (FileChannel channel = FileChannel.open(packed, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(
                packed,
                directory.feeds().resolve(database),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        return new FeedStatus(
                feed.id(),
                database,
                source,
                tally.date(),
                Optional.empty(),
                tally.records(),
                tally.skips(),
                tally.withdrawnRecords(),
                tally.rowsByEcosystem(),
                states);
    }

    /** The feed's id and what it was made of: another content has another name, so that nothing a reader has open is replaced. */
    private static String name(Feed feed, List<FeedStatus.FileState> files) {
        StringBuilder made = new StringBuilder().append(Schema.VERSION);
        files.forEach(file -> made.append('\n').append(file.name()).append(' ').append(file.sha256()));
        String hash =
                Digest.sha256(made.toString().getBytes(StandardCharsets.UTF_8)).hex();
        StringBuilder name = new StringBuilder();
        for (char c : feed.id().toCharArray()) {
            name.append(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ? c : '-');
        }
        return name.append('-').append(hash, 0, 16).append(".db").toString();
    }
}
