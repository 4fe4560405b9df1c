package dev.plimsoll.image.tar;

import dev.plimsoll.base.Digest;
import dev.plimsoll.image.blob.RegionOutput;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Lets no more bytes pass than were announced. */
final class ExactOutput extends FilterOutputStream implements RegionOutput {
    private long left;

    ExactOutput(OutputStream out, long bytes) {
        super(out);
        this.left = bytes;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > left) {
            throw new IOException("it has grown while it was read");
        }
        out.write(bytes, offset, length);
        left -= length;
    }

    @Override
    public boolean takesRegions() {
        return out instanceof RegionOutput file && file.takesRegions();
    }

    @Override
    public Optional<Digest> add(Path file, long start, long length, boolean hashed) throws IOException {
        if (length > left || !(out instanceof RegionOutput target)) {
            throw new IOException("it has grown while it was read");
        }
        left -= length;
        return target.add(file, start, length, hashed);
    }

    /** Bytes that are still to come. */
    long left() {
        return left;
    }
}
