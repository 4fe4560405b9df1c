package dev.plimsoll.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a file lies below a directory that is allowed, after all links; says nothing of what lies elsewhere. */
final class AllowedFiles {
    /** Depth of an OCI layout: {@code blobs/sha256/DIGEST}. */
    private static final int DEPTH = 3;

    private final List<Path> directories;

    AllowedFiles(List<Path> directories) {
        this.directories = directories;
    }

    /** @throws Problem 400 if it is no absolute path, 403 if it lies elsewhere, or a link in it leads there */
    void require(String place) {
        Path path = path(place);
        Path real = realPart(path);
        if (real == null || !isAllowed(real) || leadsOut(path)) {
            throw Problem.forbidden("this file is not below a directory that is allowed here; start the server with"
                    + " --allow-files DIR");
        }
        // Nobody may ever write into a pipe that is read.
        if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
            throw Problem.badRequest("at /image: it is neither a file nor a directory");
        }
    }

    private static Path path(String place) {
        try {
            Path path = Path.of(place);
            if (path.isAbsolute() && path.equals(path.normalize())) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw Problem.badRequest("at /image: it is no path");
        }
        throw Problem.badRequest("at /image: a file is named by its absolute path, without . and ..");
    }

    /** Where the path leads as far as it exists; null if that can't be told. What is not there is for the scan to say. */
    private static @Nullable Path realPart(Path path) {
        for (Path part = path; part != null; part = part.getParent()) {
            if (Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
                try {
                    return part.toRealPath();
                } catch (IOException e) {
                    return null;
                }
            }
        }
        return null;
    }

    private boolean isAllowed(Path real) {
        return directories.stream().anyMatch(real::startsWith);
    }

    /** A layout is a directory, and what it holds may be links. */
    private boolean leadsOut(Path path) {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(path.toRealPath(), DEPTH)) {
            return files.filter(Files::isSymbolicLink).anyMatch(link -> {
                Path real = realPart(link);
                return real == null || !isAllowed(real);
            });
        } catch (IOException | UncheckedIOException e) {
            return true;
        }
    }
}
