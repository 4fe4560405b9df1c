package dev.plimsoll.build.engine;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.tar.TarItem;
import dev.plimsoll.image.tar.TarOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The directory that a Dockerfile is built in, as the engine gets it: without what {@code .dockerignore} keeps out, all of it root's,
 * in the order of names. The Dockerfile itself always goes along, from outside the directory under a name of its own.
 */
final class BuildContext {
    private static final String IGNORE_FILE = ".dockerignore";
    private static final String OUTSIDE = ".dockerfile.plimsoll";

    private final Path directory;
    private final Path dockerfile;
    private final String dockerfileName;
    private final IgnorePatterns ignored;
    private final Map<String, Path> files = new TreeMap<>();
    private final List<String> leftOut = new ArrayList<>();

    private BuildContext(Path directory, Path dockerfile, IgnorePatterns ignored) {
        this.directory = directory;
        this.dockerfile = dockerfile;
        this.ignored = ignored;
        this.dockerfileName = dockerfile.startsWith(directory) ? name(dockerfile) : OUTSIDE;
    }

    /**
     * Lists what there is to send.
     *
     * @throws PlimsollException FILE_ACCESS if something can't be read, USAGE for a {@code .dockerignore} that can't be understood
     */
    static BuildContext of(Path directory, Path dockerfile) {
        try {
            Path real = directory.toRealPath();
            if (!Files.isDirectory(real)) {
                throw new PlimsollException(ErrorCode.USAGE, directory + " is no directory");
            }
            BuildContext context = new BuildContext(real, dockerfile.toRealPath(), ignored(real, dockerfile));
            context.walk();
            return context;
        } catch (NoSuchFileException e) {
            throw new PlimsollException(ErrorCode.FILE_ACCESS, "there is no " + e.getFile() + " to build", e);
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS, "could not read what is to be built in " + directory + ": " + e, e);
        }
    }

    /** The Dockerfile's own {@code NAME.dockerignore} counts before the directory's. */
    private static IgnorePatterns ignored(Path directory, Path dockerfile) throws IOException {
        Path own = dockerfile.resolveSibling(dockerfile.getFileName() + IGNORE_FILE);
        Path file = Files.exists(own) ? own : directory.resolve(IGNORE_FILE);
        if (!Files.exists(file)) {
            return IgnorePatterns.NONE;
        }
        try {
            return IgnorePatterns.of(SmallText.lines(file));
        } catch (IllegalArgumentException e) {
            throw new PlimsollException(ErrorCode.USAGE, file + ": " + e.getMessage(), e);
        }
    }

    private String name(Path path) {
        return directory.relativize(path).toString().replace('\\', '/');
    }

    private void walk() throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                if (path.equals(directory)) {
                    return FileVisitResult.CONTINUE;
                }
                if (!ignored.ignores(name(path))) {
                    files.put(name(path), path);
                    return FileVisitResult.CONTINUE;
                }
                return ignored.hasExceptions() ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                if (!ignored.ignores(name(path)) || isAlwaysSent(path)) {
                    if (attributes.isOther()) {
                        leftOut.add(name(path));
                    } else {
                        files.put(name(path), path);
                    }
                }
                return FileVisitResult.CONTINUE;
            }
        });
        // Also where all of its directory is kept out.
        files.put(dockerfileName, dockerfile);
    }

    /** The engine wants them, and does not copy them into the image if they are kept out. */
    private boolean isAlwaysSent(Path path) {
        return path.equals(dockerfile) || path.equals(directory.resolve(IGNORE_FILE));
    }

    /** What the Dockerfile is called in the context. */
    String dockerfileName() {
        return dockerfileName;
    }

    /** Names of what is neither file, directory nor link, which is not sent. */
    List<String> leftOut() {
        return leftOut;
    }

    /** Names in the order in which they are sent. */
    List<String> names() {
        return List.copyOf(files.keySet());
    }

    void writeTo(OutputStream out) throws IOException {
        // The engine's connection stays open after the archive's end.
        TarOutput tar = new TarOutput(out, FileNames::encode);
        for (Map.Entry<String, Path> file : files.entrySet()) {
            add(tar, file.getKey(), file.getValue());
        }
        tar.end();
    }

    private static void add(TarOutput tar, String name, Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        long modified = attributes.lastModifiedTime().to(TimeUnit.SECONDS);
        if (attributes.isSymbolicLink()) {
            String target = Files.readSymbolicLink(path).toString();
            tar.add(item(name, TarItem.Kind.SYMLINK, 0777, modified, target, 0), InputStream.nullInputStream());
        } else if (attributes.isDirectory()) {
            tar.add(item(name, TarItem.Kind.DIRECTORY, mode(path), modified, "", 0), InputStream.nullInputStream());
        } else {
            try (InputStream in = Files.newInputStream(path)) {
                tar.add(item(name, TarItem.Kind.FILE, mode(path), modified, "", attributes.size()), in);
            }
        }
    }

    private static int mode(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    }

    private static TarItem item(String name, TarItem.Kind kind, int mode, long modified, String link, long size) {
        return new TarItem(name, kind, mode & 07777, 0, 0, modified, link, size, Map.of());
    }
}
