package dev.plimsoll.base;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;

/**
 * Files that cost much to make, by name, for later runs. Each ends with a {@link Seal} over its name and content, which is checked before
 * anything of it is used, so that a file that is damaged, or was put there, is as good as none. Files appear whole or not at all, and
 * several runs and threads may share a cache; where it can't be written to, that costs time and nothing else.
 */
public final class SealedCache {
    private static final int BUFFER = 128 * 1024;

    private final Path directory;
    private final long most;
    private final Seal seal;
    private final Clock clock;
    private final AtomicLong untilSweep = new AtomicLong();

    /**
     * @param directory whose files are this cache's; made when it is first written to
     * @param most bytes to keep, give or take an eighth; what was not used for longest goes first
     * @param clock tells when one was used
     */
    public SealedCache(Path directory, long most, Seal seal, Clock clock) {
        this.directory = directory;
        this.most = most;
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * What is kept under a name; to be closed.
     *
     * @param name letters, digits and dots
     * @return empty if nothing is, or nothing that bears the seal
     */
    public Optional<Kept> find(String name) {
        Path file = directory.resolve(name);
        try {
            FileChannel channel = FileChannel.open(file);
            try {
                Optional<Kept> kept = checked(name, channel);
                if (kept.isPresent()) {
                    Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
                    return kept;
                }
            } catch (IOException e) {
                channel.close();
                return Optional.empty();
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<Kept> checked(String name, FileChannel channel) throws IOException {
        long size = channel.size() - Seal.LENGTH;
        if (size < 0) {
            return Optional.empty();
        }
        Mac mac = seal.begin(name);
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (long at = 0; at < size; at += buffer.position()) {
            buffer.clear().limit((int) Math.min(BUFFER, size - at));
            if (channel.read(buffer, at) <= 0) {
                return Optional.empty();
            }
            mac.update(buffer.array(), 0, buffer.position());
        }
        ByteBuffer stated = ByteBuffer.allocate(Seal.LENGTH);
        channel.read(stated, size);
        return MessageDigest.isEqual(stated.array(), mac.doFinal())
                ? Optional.of(new Kept(channel, size))
                : Optional.empty();
    }

    /** A content that was checked. It stays readable until it is closed, though another run may delete the file meanwhile. */
    public static final class Kept implements AutoCloseable {
        private final FileChannel channel;
        private final long size;

        private Kept(FileChannel channel, long size) {
            this.channel = channel;
            this.size = size;
        }

        /** Bytes of it. */
        public long size() {
            return size;
        }

        /** From its start. */
        public InputStream content() {
            return content(0);
        }

        /**
         * From a place on, to its end.
         *
         * @param start bytes before it
         */
        public InputStream content(long start) {
            return new BulkInput() {
                private long at = start;

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int n = Kept.this.read(ByteBuffer.wrap(bytes, offset, length), at);
                    at += Math.max(0, n);
                    return n;
                }
            };
        }

        /** Reads some bytes at {@code position}; -1 behind the end. */
        public int read(ByteBuffer target, long position) throws IOException {
            if (position >= size) {
                return -1;
            }
            int limit = target.limit();
            target.limit((int) Math.min(limit, target.position() + size - position));
            int n = channel.read(target, position);
            target.limit(limit);
            if (n < 0) {
                throw new IOException("a file of the cache was cut off while it was read");
            }
            return n;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** A place for a content that is about to be written, to be kept under {@code name}. */
    public SealedDraft draft(String name) {
        return new SealedDraft(directory.resolve("aside"), directory.resolve(name), seal.begin(name), this::kept);
    }

    private void kept(long bytes) {
        if (untilSweep.addAndGet(-bytes) < 0) {
            untilSweep.set(most / 8);
            dropOld();
        }
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
