package dev.plimsoll.image.oci;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.LimitExceededException;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.ImageFailures;
import dev.plimsoll.image.LayerBlob.Region;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.blob.Compression;
import dev.plimsoll.image.blob.CorruptDataException;
import dev.plimsoll.image.blob.HashingInput;
import dev.plimsoll.image.blob.InflationGuard;
import dev.plimsoll.image.tar.FileTarInput;
import dev.plimsoll.image.tar.TarEntry;
import dev.plimsoll.image.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Files inside a tar, found by walking its headers once. A tar that is compressed as a whole is inflated to a temporary file first,
 * since what says which layers count stands at its end. Internal to this module.
 */
public final class TarFiles extends ImageFiles {
    /** An archive of images has a few files per layer; one with more is no archive of images. */
    private static final int MAX_FILES = 100_000;

    private static final int MAX_LINKS = 8;

    private final String description;
    private final Map<String, Region> files = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();

    private TarFiles(String description) {
        this.description = description;
    }

    /**
     * Walks an archive.
     *
     * @throws PlimsollException IMAGE_NOT_FOUND, IMAGE_CORRUPT, LIMIT_EXCEEDED, UNSUPPORTED_FORMAT, FILE_ACCESS
     */
    public static TarFiles open(Path archive, OpenOptions options) {
        return open(archive, FileNames.printable(archive.toString()), options);
    }

    /**
     * As {@link #open(Path, OpenOptions)}.
     *
     * @param description names the archive in errors
     */
    public static TarFiles open(Path archive, String description, OpenOptions options) {
        if (Files.isDirectory(archive)) {
            throw new PlimsollException(
                    ErrorCode.USAGE,
                    description
                            + " is a directory, not an archive; use oci-dir:// for an OCI layout, fs:// for a root");
        }
        TarFiles files = new TarFiles(description);
        try {
            files.walk(inflated(archive, options), options);
            return files;
        } catch (IOException e) {
            throw ImageFailures.of(e, description);
        }
    }

    private static Path inflated(Path archive, OpenOptions options) throws IOException {
        try (InputStream start = Files.newInputStream(archive)) {
            byte[] magic = start.readNBytes(Compression.MAGIC_LENGTH);
            if (Compression.detect(magic, magic.length) == Compression.NONE) {
                return archive;
            }
        }
        Path target = options.tempFiles().newFile("archive");
        try (HashingInput stored = new HashingInput(Files.newInputStream(archive), Optional.empty());
                InputStream inflated = Compression.inflate(stored);
                InputStream guarded = new InflationGuard(inflated, options.limits(), stored::count);
                OutputStream out = TempFiles.writing(target)) {
            byte[] buffer = new byte[128 * 1024];
            for (int n = guarded.read(buffer); n >= 0; n = guarded.read(buffer)) {
                out.write(buffer, 0, n);
            }
        }
        return target;
    }

    private void walk(Path file, OpenOptions options) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            TarReader tar = new TarReader(new FileTarInput(channel, 0, channel.size()));
            for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
                add(entry, file, options);
            }
        }
    }

    private void add(TarEntry entry, Path file, OpenOptions options) throws IOException {
        if (entry.name().length > options.limits().pathLength()) {
            throw new LimitExceededException("it has a file with a name of " + entry.name().length + " bytes");
        }
        String name = path(FileNames.decode(entry.name()));
        switch (entry.kind()) {
            case FILE -> {
                if (entry.sparse() != null) {
                    throw new CorruptDataException(
                            FileNames.printable(name) + " is stored with holes, as no tool stores an image's files");
                }
                files.put(name, new Region(file, entry.offset(), entry.size()));
                links.remove(name);
            }
            case SYMLINK, HARD_LINK -> {
                String target = FileNames.decode(entry.linkName());
                boolean relative = entry.kind() == TarEntry.Kind.SYMLINK && !target.startsWith("/");
                links.put(name, path(relative ? name + "/../" + target : target));
                files.remove(name);
            }
            case DIRECTORY, OTHER -> {}
        }
        if (files.size() + links.size() > MAX_FILES) {
            throw new LimitExceededException("it has more than " + MAX_FILES + " files: this is no archive of images");
        }
    }

    private static String path(String name) throws CorruptDataException {
        Optional<String> path = FileNames.normalise(name);
        if (path.isEmpty()) {
            throw new CorruptDataException("'" + FileNames.printable(name) + "' leads out of the archive");
        }
        return path.get();
    }

    @Override
    public String describe() {
        return description;
    }

    @Override
    public Optional<Region> find(String name) {
        String at = FileNames.normalise(name)
                .orElseThrow(() -> ImageFailures.corrupt(describe(name) + ": the name leads out of the archive"));
        for (int i = 0; i < MAX_LINKS; i++) {
            String next = links.get(at);
            if (next == null) {
                return Optional.ofNullable(files.get(at));
            }
            at = next;
        }
        throw ImageFailures.corrupt(describe(name) + ": links lead in a circle");
    }

    /** Whether it holds no file at all. */
    public boolean isEmpty() {
        return files.isEmpty();
    }
}
