package dev.plimsoll.report.folder;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where documents are written before they take their places: a hidden directory beside them, on the same file system, so that taking a
 * place is one rename. Whatever is left in it when it is closed, or when a run was killed, is removed.
 */
final class Aside implements AutoCloseable {
    private static final String NAME = ".plimsoll-part";

    private final Path folder;
    private final Path directory;
    private final List<String> names = new ArrayList<>();

    private Aside(Path folder, Path directory) {
        this.folder = folder;
        this.directory = directory;
    }

    /** For whoever holds the folder's lock. */
    static Aside in(Path folder) throws IOException {
        Path directory = folder.resolve(NAME);
        delete(directory);
        return new Aside(folder, Files.createDirectory(directory));
    }

    /** What writes one document. */
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** Writes a document down to the disk. */
    Path write(String name, Content content) throws IOException {
        Path file = directory.resolve(name);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 64 * 1024)) {
            content.write(out);
            out.flush();
            // A full disk may only be told now; a rename before that could put an empty file in a report's place.
            channel.force(true);
        }
        names.add(name);
        return file;
    }

    /** Copies a file of the folder, to take another place there. */
    void copy(String from, String to) throws IOException {
        Files.copy(folder.resolve(from), directory.resolve(to), StandardCopyOption.COPY_ATTRIBUTES);
        names.add(to);
    }

    /** All documents take their places, in the order in which they were written but the first one, which is the last. */
    List<Path> place() throws IOException {
        for (String name : names) {
            if (Files.isDirectory(folder.resolve(name))) {
                throw new FileSystemException(name, null, "a directory named " + name + " is in the place of a report");
            }
        }
        List<Path> placed = new ArrayList<>();
        for (int i = 1; i <= names.size(); i++) {
            String name = names.get(i % names.size());
            placed.add(Files.move(
                    directory.resolve(name),
                    folder.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING));
        }
        return placed;
    }

    @Override
    public void close() throws IOException {
        delete(directory);
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
