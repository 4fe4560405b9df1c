package dev.plimsoll.inventory;

import dev.plimsoll.base.ReadChannel;
import dev.plimsoll.image.FileContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Contents for tests: bytes at hand, or a file of the machine. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MemoryContent(byte[] bytes) implements FileContent {

    /** The content of a file, read when asked for. */
    public static FileContent of(Path file) throws IOException {
        long size = Files.size(file);
        return new FileContent() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream stream() throws IOException {
                return Files.newInputStream(file);
            }

            @Override
            public SeekableByteChannel channel() throws IOException {
                return Files.newByteChannel(file);
            }
        };
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public SeekableByteChannel channel() {
        return new ReadChannel(bytes.length) {
            @Override
            protected int read(ByteBuffer target, long at) {
                int length = target.remaining();
                target.put(bytes, (int) at, length);
                return length;
            }
        };
    }
}
