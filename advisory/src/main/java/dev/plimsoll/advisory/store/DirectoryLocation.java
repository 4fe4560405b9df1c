package dev.plimsoll.advisory.store;

import dev.plimsoll.advisory.FeedFile;
import dev.plimsoll.base.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/** A mirror in a directory. What it holds was confirmed when the data says so, or else when the file was last written. */
final class DirectoryLocation implements FileLocation {
    private final Path root;

    DirectoryLocation(Path root) {
        this.root = root;
    }

    @Override
    public Optional<FetchedFile> fetch(FeedFile file, Optional<FeedStatus.FileState> known) throws IOException {
        Optional<Path> found = find(file);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Path path = found.get();
        String sha256 = sha256(path);
        boolean isUnchanged = known.isPresent() && known.get().sha256().equals(sha256);
        return Optional.of(new FetchedFile(
                new FeedStatus.FileState(file.name(), sha256, "", "", path.toString()),
                isUnchanged ? Optional.empty() : Optional.of(path),
                Optional.of(Files.getLastModifiedTime(path).toInstant())));
    }

    private Optional<Path> find(FeedFile file) throws IOException {
        for (String relative : file.mirrorPaths()) {
            Path path = root.resolve(relative);
            if (relative.indexOf('*') >= 0) {
                Optional<Path> newest = greatest(path);
                if (newest.isPresent()) {
                    return newest;
                }
            } else if (Files.isRegularFile(path)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> greatest(Path pattern) throws IOException {
        Path directory = pattern.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            return Optional.empty();
        }
        Path greatest = null;
        Comparator<Path> byName =
                Comparator.comparing(path -> path.getFileName().toString());
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(directory, pattern.getFileName().toString())) {
            for (Path entry : entries) {
                if (Files.isRegularFile(entry) && (greatest == null || byName.compare(entry, greatest) > 0)) {
                    greatest = entry;
                }
            }
        }
        return Optional.ofNullable(greatest);
    }

    static String sha256(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return Digest.of(Digest.Algorithm.SHA256, in).hex();
        }
    }

    @Override
    public String describe(FeedFile file) {
        return root.toString();
    }

    @Override
    public boolean isPublisher() {
        return false;
    }
}
