package dev.plimsoll.debian;

import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.FileReason;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Seal;
import dev.plimsoll.base.SealedFile;
import dev.plimsoll.base.SealedOutput;
import dev.plimsoll.base.TempFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the module keeps between runs: under the cache directory what can be had again, under the data directory the newest dates
 * seen. Files appear whole or not at all, so several runs may share them.
 */
final class ArchiveFiles {
    private final Path cache;
    private final Path data;
    private final Seal seal;

    ArchiveFiles(AppDirectories directories) {
        this.seal = Seal.of(directories);
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
        write(draft(file), file, content);
    }

    /** The same, sealed. */
    void writeSealed(Path file, byte[] content) {
        write(sealedDraft(file), file, content);
    }

    private static void write(Draft open, Path file, byte[] content) {
        try (Draft draft = open) {
            draft.out().write(content);
            draft.commit();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /**
     * A file that was written sealed; to be closed.
     *
     * @return empty if it is not there, or is not what this user's runs wrote: damaged, or put there
     */
    Optional<SealedFile> sealed(Path file) {
        try {
            return SealedFile.open(file, seal, plainName(file));
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static String plainName(Path file) {
        return String.valueOf(file.getFileName());
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
                if (Files.isRegularFile(file) && Files.getLastModifiedTime(file).compareTo(limit) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            // Old cache files cost disk space and nothing else.
            return;
        }
    }

    /** The same as {@link #draft}, to be read with {@link #sealed}. */
    Draft sealedDraft(Path file) {
        return draft(file, out -> new SealedOutput(out, seal, plainName(file)));
    }

    /** A file being written, which appears under its name only when committed. */
    Draft draft(Path file) {
        return draft(file, out -> out);
    }

    private Draft draft(Path file, UnaryOperator<OutputStream> form) {
        // In the same file system, as only there a move is atomic; not beside the file, as such directories hold
        // thousands.
        TempFiles aside = TempFiles.under((file.startsWith(cache) ? cache : data).resolve("aside"));
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent(), "a file lies in a directory"));
            Path part = aside.newFile("draft");
            return new Draft(aside, part, file, form.apply(TempFiles.writing(part)));
        } catch (IOException e) {
            aside.close();
            throw unusable(file, e);
        }
    }

    static PlimsollException unusable(Path file, IOException e) {
        return new PlimsollException(
                ErrorCode.FILE_ACCESS,
                "can't read or write " + file + " (" + FileReason.of(e)
                        + "); check the permissions and the space there, or name other places with XDG_CACHE_HOME and XDG_DATA_HOME",
                e);
    }

    /** See {@link #draft}. */
    static final class Draft implements AutoCloseable {
        private final TempFiles aside;
        private final Path part;
        private final Path file;
        private final OutputStream out;

        private Draft(TempFiles aside, Path part, Path file, OutputStream out) {
            this.aside = aside;
            this.part = part;
            this.file = file;
            this.out = out;
        }

        OutputStream out() {
            return out;
        }

        void commit() throws IOException {
            if (out instanceof SealedOutput sealed) {
                sealed.seal();
            }
            out.close();
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        /** Throws away what was not committed. */
        @Override
        public void close() throws IOException {
            try (aside) {
                out.close();
            }
        }
    }
}
