package dev.plimsoll.build.unpack;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.write.FileBody;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Optional;

/** Contents of files, one after the other in a temporary file, so that what they come out of is read once. For one thread. */
public final class Spool implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private long end;

    /** @param tempFiles what is taken in is readable until it is closed */
    public Spool(TempFiles tempFiles) throws IOException {
        this.file = tempFiles.newFile("package");
        this.out = TempFiles.writing(file);
    }

    /**
     * Takes a content in; readable once this is closed.
     *
     * @param limit bytes that it may have
     * @param what names it in the error
     * @throws dev.plimsoll.base.LimitExceededException if it is longer
     */
    public FileBody add(InputStream content, long limit, String what) throws IOException {
        long start = end;
        @SuppressWarnings("resource") // the content is the package's, which closes it
        InputStream bounded = BoundedInput.of(content, limit, what);
        for (int n = bounded.read(buffer); n >= 0; n = bounded.read(buffer)) {
            out.write(buffer, 0, n);
            end += n;
        }
        return new Piece(file, start, end - start);
    }

    /** What was taken in until now is readable. */
    void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private record Piece(Path file, long start, long size) implements FileBody {
        @Override
        public InputStream open() throws IOException {
            return new BufferedInputStream(Channels.newInputStream(new PieceChannel(file, start, size)), (int)
                    Math.max(1, Math.min(size, BUFFER)));
        }

        @Override
        public Optional<SeekableByteChannel> channel() throws IOException {
            return Optional.of(new PieceChannel(file, start, size));
        }
    }
}
