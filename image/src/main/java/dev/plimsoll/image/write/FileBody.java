package dev.plimsoll.image.write;

import dev.plimsoll.image.FileContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The bytes of a file to be written, readable as often as wanted. Safe for use by several threads. */
public interface FileBody {
    /** Bytes there are. */
    long size();

    /** From the start; close it. */
    InputStream open() throws IOException;

    /**
     * Its bytes at any position, if that is possible without holding all of them; read-only; close it.
     *
     * @throws IOException if it can't be opened
     */
    default Optional<SeekableByteChannel> channel() throws IOException {
        Optional<Path> file = wholeFile();
        return file.isPresent() ? Optional.of(FileChannel.open(file.get(), StandardOpenOption.READ)) : Optional.empty();
    }

    /** The file of this machine that holds just these bytes, if one does. */
    default Optional<Path> wholeFile() {
        return Optional.empty();
    }

    /** What an image holds, as long as that is open. */
    static FileBody of(FileContent content) {
        return new FileBody() {
            @Override
            public long size() {
                return content.size();
            }

            @Override
            public InputStream open() throws IOException {
                return content.stream();
            }

            @Override
            public Optional<SeekableByteChannel> channel() throws IOException {
                return Optional.of(content.channel());
            }
        };
    }

    /** Bytes at hand; do not change them any more. */
    static FileBody of(byte[] content) {
        return new FileBody() {
            @Override
            public long size() {
                return content.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(content);
            }
        };
    }

    /**
     * A file of this machine, as long as it is now.
     *
     * @throws IOException if it can't be asked for its size
     */
    static FileBody of(Path file) throws IOException {
        long size = Files.size(file);
        return new FileBody() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }

            @Override
            public Optional<Path> wholeFile() {
                return Optional.of(file);
            }
        };
    }
}
