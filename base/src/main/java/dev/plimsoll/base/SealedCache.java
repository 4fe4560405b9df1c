package dev.plimsoll.base;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Files that cost much to make, by name, for later runs. Each ends with a {@link Seal} over its name and content, which is checked before
 * anything of it is used, so that a file that is damaged, or was put there, is as good as none. Files appear whole or not at all, and
 * several runs and threads may share a cache; where it can't be written to, that costs time and nothing else.
 */
public final class SealedCache {
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
    public Optional<SealedFile> find(String name) {
        Path file = directory.resolve(name);
        try {
            Optional<SealedFile> found = SealedFile.open(file, seal, name);
            if (found.isPresent() && !noteUse(file)) {
                found.get().close();
                return Optional.empty();
            }
            return found;
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether that could be done: a file that nobody can note the use of would be the next to go. */
    private boolean noteUse(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A place for a content that is about to be written, to be kept under {@code name}. */
    public SealedDraft draft(String name) {
        return new SealedDraft(directory.resolve("aside"), directory.resolve(name), seal, name, this::kept);
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
