package dev.plimsoll.image.source.directory;

import dev.plimsoll.image.FileContent;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A file where it lies.
 *
 * @param size bytes when the directory was walked
 */
record DirectoryContent(Path file, long size) implements FileContent {
    @Override
    public InputStream stream() throws IOException {
        return new BufferedInputStream(Channels.newInputStream(channel()), 64 * 1024);
    }

    @Override
    public SeekableByteChannel channel() throws IOException {
        return Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }
}
