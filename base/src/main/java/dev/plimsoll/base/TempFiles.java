package dev.plimsoll.base;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The one directory of a run in which temporary files lie; made when the first file is, gone when this is closed or the JVM ends. What
 * a killed run left goes when the next one makes its directory in the same place. Names of files in it never come from an image. Safe
 * for use by several threads.
 */
public final class TempFiles implements AutoCloseable {
    private static final String PREFIX = "plimsoll-";

    private final Path parent;
    private final AtomicInteger counter = new AtomicInteger();
    private final List<Closeable> resources = new ArrayList<>();
    private @Nullable RunLock run;
    private @Nullable Thread hook;
    private boolean closed;

    private TempFiles(Path parent) {
        this.parent = parent;
    }

    /** Temporary files under {@code parent}, which must exist or be creatable. Nothing is created yet. */
    public static TempFiles under(Path parent) {
        return new TempFiles(parent);
    }

    /** Temporary files under the JVM's {@code java.io.tmpdir}. */
    public static TempFiles ofSystem() {
        return under(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Where the run's directory lies, for messages about it. */
    public Path place() {
        return parent;
    }

    /** Closes something with these, and before they go. */
    public synchronized void closing(Closeable resource) {
        if (closed) {
            throw new IllegalStateException("the run's temporary files are closed");
        }
        resources.add(resource);
    }

    /** A new, empty file that only this user can read. */
    public Path newFile(String purpose) throws IOException {
        return Files.createFile(directory().resolve(nextName(purpose)));
    }

    /** Writes to a file that {@link #newFile} made. Opening it does not truncate it: of such a file ext4 waits for the disk when it is closed. */
    public static OutputStream writing(Path newFile) throws IOException {
        return Files.newOutputStream(newFile, StandardOpenOption.WRITE);
    }

    /** A new, empty directory that only this user can read. */
    public Path newDirectory(String purpose) throws IOException {
        return Files.createDirectory(directory().resolve(nextName(purpose)));
    }

    private String nextName(String purpose) {
        return purpose.replaceAll("[^A-Za-z0-9-]", "-") + "-" + counter.incrementAndGet();
    }

    private synchronized Path directory() throws IOException {
        if (closed) {
            throw new IllegalStateException("the run's temporary files are closed");
        }
        if (run == null) {
            Files.createDirectories(parent);
            RunLock made = RunLock.make(() -> Files.createTempDirectory(parent, PREFIX));
            run = made;
            hook = new Thread(() -> deleteQuietly(made.directory()), "plimsoll-temp-files");
            Runtime.getRuntime().addShutdownHook(hook);
            made.sweepBeside(PREFIX);
        }
        return run.directory();
    }

    /** Deletes everything that was made here. Closing twice is allowed. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            for (Closeable each : resources) {
                each.close();
            }
            resources.clear();
            if (run != null) {
                run.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            run = null;
            removeHook();
        }
    }

    private void removeHook() {
        if (hook == null) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is already ending: the hook runs by itself and finds nothing left.
            return;
        } finally {
            hook = null;
        }
    }

    private static void deleteQuietly(Path directory) {
        try {
            delete(directory);
        } catch (IOException e) {
            // The JVM is ending; nobody is left to be told.
            return;
        }
    }

    static void delete(Path directory) throws IOException {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure) throws IOException {
                    Files.deleteIfExists(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            // Already gone, which is what was wanted.
            return;
        }
    }
}
