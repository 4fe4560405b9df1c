package dev.plimsoll.debian;

import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the module keeps between runs: under the cache directory what can be had again, under the data directory the newest dates
 * seen. Files appear whole or not at all, so several runs may share them.
 */
final class ArchiveFiles {
    private final Path cache;
    private final Path data;

    ArchiveFiles(AppDirectories directories) {
        this.cache = directories.cache().resolve("debian");
        this.data = directories.data().resolve("debian");
    }

    /** A file or directory under the cache; every part is a plain name or made one. */
    Path cached(String... parts) {
        return below(cache, parts);
    }

    /** A file or directory that must not be lost. */
    Path kept(String... parts) {
        return below(data, parts);
    }

    private static Path below(Path root, String... parts) {
        Path path = root;
        for (String part : parts) {
            path = path.resolve(plain(part));
        }
        return path;
    }

    /** Letters, digits and a few signs; the rest is written so that different names stay different. */
    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        name.chars().forEach(c -> {
            boolean good = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.';
            if (good) {
                plain.append((char) c);
            } else {
                plain.append('_').append(Integer.toHexString(c)).append('_');
            }
        });
        return plain.toString().startsWith(".") ? "_" + plain : plain.toString();
    }

    /** A small file's bytes, if it is there. */
    Optional<byte[]> read(Path file, long limit) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(BoundedInput.readAll(in, limit, file.toString()));
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** Writes a small file at once. */
    void write(Path file, byte[] content) {
        try (Draft draft = draft(file)) {
            draft.out().write(content);
            draft.commit();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** Deletes what lies beside a file and is an hour older: another run may still be reading what is younger. */
    static void dropOld(Path kept) {
        Path directory = kept.toAbsolutePath().getParent();
        if (directory == null) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            FileTime limit =
                    FileTime.from(Files.getLastModifiedTime(kept).toInstant().minus(Duration.ofHours(1)));
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).compareTo(limit) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            // Old cache files cost disk space and nothing else.
            return;
        }
    }

    /**
     * Deletes what killed runs left in a directory for files on their way: all that was not touched in the day before the
     * directory itself was.
     */
    static void sweep(Path directory) {
        try {
            if (Files.isDirectory(directory)) {
                FileTime now = Files.getLastModifiedTime(directory);
                sweep(directory, FileTime.from(now.toInstant().minus(Duration.ofDays(1))));
            }
        } catch (IOException e) {
            // Leftovers cost disk space and nothing else.
            return;
        }
    }

    private static void sweep(Path directory, FileTime limit) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS).compareTo(limit) < 0) {
                    if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                        sweep(entry, limit);
                    }
                    Files.delete(entry);
                }
            }
        }
    }

    /** A file being written, which appears under its name only when committed. */
    Draft draft(Path file) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Path part = file.resolveSibling(file.getFileName() + ".part-"
                    + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36));
            OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new Draft(part, file, out);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    static PlimsollException unusable(Path file, IOException e) {
        return new PlimsollException(
                ErrorCode.FILE_ACCESS,
                "can't read or write " + file + " (" + e.getMessage() + "); check its permissions and the disk's space",
                e);
    }

    /** See {@link #draft}. */
    static final class Draft implements AutoCloseable {
        private final Path part;
        private final Path file;
        private final OutputStream out;

        private Draft(Path part, Path file, OutputStream out) {
            this.part = part;
            this.file = file;
            this.out = out;
        }

        OutputStream out() {
            return out;
        }

        void commit() throws IOException {
            out.close();
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        /** Throws away what was not committed. */
        @Override
        public void close() throws IOException {
            out.close();
            Files.deleteIfExists(part);
        }
    }
}
