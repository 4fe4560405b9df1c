package dev.plimsoll.base;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * A run's own directory. It holds the lock of a file in it, which the system takes back however the process ends: so the next run can
 * tell what a killed one left from what one at work has. Other than a process's number, that also holds between containers that share a
 * directory.
 */
final class RunLock implements Closeable {
    /** Nobody has such a file in a directory of his own, whatever that is called. */
    private static final String FILE = ".plimsoll-run";

    /**
     * Real paths. Never tried by this process: closing a second channel of a file would give up the first one's lock. Guards itself, and
     * what must not happen while another thread looks around.
     */
    private static final Set<Path> OURS = new HashSet<>();

    private final Path directory;
    private final Path real;
    private final FileChannel channel;

    private RunLock(Path directory, Path real, FileChannel channel) {
        this.directory = directory;
        this.real = real;
        this.channel = channel;
    }

    /** Makes a new directory. */
    @FunctionalInterface
    interface Maker {
        Path make() throws IOException;
    }

    /** Makes a directory that is this run's. On a file system without locks it stays if the run is killed. */
    static RunLock make(Maker maker) throws IOException {
        Path directory;
        Path real;
        synchronized (OURS) {
            directory = maker.make();
            real = directory.toRealPath();
            OURS.add(real);
        }
        try {
            return new RunLock(directory, real, locked(directory));
        } catch (IOException e) {
            TempFiles.delete(directory);
            forget(real);
            throw e;
        }
    }

    private static FileChannel locked(Path directory) throws IOException {
        Path early = directory.resolve(FILE + ".new");
        FileChannel channel = FileChannel.open(early, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null && lock.isValid()) {
                // Only a locked file ever has the name.
                Files.move(early, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            Files.deleteIfExists(early);
        }
        return channel;
    }

    private static void forget(Path real) {
        synchronized (OURS) {
            OURS.remove(real);
        }
    }

    Path directory() {
        return directory;
    }

    /** Deletes the directory with all that is in it. */
    @Override
    public void close() throws IOException {
        try (channel) {
            TempFiles.delete(directory);
        }
        forget(real);
    }

    /** Deletes what killed runs of this user left beside this directory, if its name begins so too. */
    void sweepBeside(String prefix) {
        Path parent = real.getParent();
        if (parent == null) {
            return;
        }
        try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, prefix + "*")) {
            for (Path other : others) {
                synchronized (OURS) {
                    if (!OURS.contains(other) && isSameUsers(other)) {
                        sweep(other);
                    }
                }
            }
        } catch (IOException e) {
            // Leftovers cost disk space and nothing else.
            return;
        }
    }

    private boolean isSameUsers(Path other) throws IOException {
        return Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(real));
    }

    private static void sweep(Path other) throws IOException {
        Path file = other.resolve(FILE);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                TempFiles.delete(other);
            }
        }
    }
}
