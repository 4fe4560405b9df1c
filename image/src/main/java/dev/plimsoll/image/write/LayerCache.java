package dev.plimsoll.image.write;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.Digest;
import dev.plimsoll.image.blob.Compression;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Compressed layers of earlier writes, by the diff id of what they hold: compressing is most of what writing a layer costs. What is taken
 * from here was inflated first and has that diff id, so that a file that is damaged, or was put there, is as good as none. Files appear
 * whole or not at all, and several runs may share a cache; where it can't be written to, that costs time and nothing else.
 */
public final class LayerCache {
    private final Path directory;
    private final long most;
    private final Clock clock;

    /**
     * @param directory whose files are this cache's; made when it is first written to
     * @param most bytes to keep; what was not used for longest goes first
     * @param clock tells when one was used
     */
    public LayerCache(Path directory, long most, Clock clock) {
        this.directory = directory;
        this.most = most;
        this.clock = clock;
    }

    /**
     * Writes the blob of a layer, if it is kept.
     *
     * @param plain the layer, not compressed
     * @return empty if it is not kept; then nothing was written
     * @throws IOException if {@code out} can't be written to
     */
    Optional<WrittenLayer> copy(WrittenLayer plain, LayerCompression compression, OutputStream out) throws IOException {
        Optional<FileChannel> opened = open(file(plain.diffId(), compression));
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        // Held open: another run may delete it meanwhile.
        try (FileChannel channel = opened.get()) {
            if (!holds(channel, plain)) {
                return Optional.empty();
            }
            channel.position(0);
            @SuppressWarnings("resource") // 'out' is the caller's
            CountingOutput stored = new CountingOutput(out);
            Channels.newInputStream(channel).transferTo(stored);
            return Optional.of(new WrittenLayer(
                    plain.diffId(),
                    stored.digest(),
                    stored.count(),
                    plain.uncompressedSize(),
                    plain.createdBy(),
                    compression));
        }
    }

    private Optional<FileChannel> open(Path file) {
        try {
            FileChannel channel = FileChannel.open(file);
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            return Optional.of(channel);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean holds(FileChannel channel, WrittenLayer plain) {
        try (InputStream inflated = Compression.inflate(new KeptOpen(channel));
                CountingOutput content = new CountingOutput(OutputStream.nullOutputStream())) {
            @SuppressWarnings("resource") // closed with what it reads
            InputStream bounded = BoundedInput.of(inflated, plain.uncompressedSize(), "a layer of the cache");
            bounded.transferTo(content);
            return content.digest().equals(plain.diffId());
        } catch (IOException e) {
            return false;
        }
    }

    private static final class KeptOpen extends FilterInputStream {
        KeptOpen(FileChannel channel) {
            super(Channels.newInputStream(channel));
        }

        @Override
        public void close() {
            // The channel is read once more.
        }
    }

    /** A place for a blob that is being written elsewhere. */
    LayerDraft draft() {
        return new LayerDraft(directory.resolve("aside"));
    }

    /** Keeps a draft that was written whole. */
    void keep(LayerDraft draft, Digest diffId, LayerCompression compression) {
        if (draft.moveTo(file(diffId, compression))) {
            dropOld();
        }
    }

    private Path file(Digest diffId, LayerCompression compression) {
        return directory.resolve(diffId.hex() + "." + Compressed.way(compression));
    }

    private record Used(Path file, long size, FileTime last) {}

    private void dropOld() {
        try {
            List<Used> files = new ArrayList<>();
            try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "*.*")) {
                for (Path file : all) {
                    files.add(new Used(file, Files.size(file), Files.getLastModifiedTime(file)));
                }
            }
            files.sort(Comparator.comparing(Used::last).reversed());
            long kept = 0;
            for (Used each : files) {
                kept += each.size();
                if (kept > most) {
                    Files.deleteIfExists(each.file());
                }
            }
        } catch (IOException e) {
            // Old files cost room on the disk; the next run tries again.
            return;
        }
    }
}
