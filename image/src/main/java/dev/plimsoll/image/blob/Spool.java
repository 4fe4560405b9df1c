package dev.plimsoll.image.blob;

import dev.plimsoll.base.TempFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keeps contents that pass by: small ones in memory as long as the budget lasts, all others in one temporary file. One content at a
 * time is written; it can be taken back. Writing is for one thread, reading what was kept for several.
 */
public final class Spool implements Closeable {
    private static final int MAX_IN_MEMORY = 1 << 20;

    /** Where a kept content lies. */
    public record Place(Backing backing, long offset) {}

    private final MemoryBudget budget;
    private final TempFiles tempFiles;
    private byte[] scratch = new byte[64 * 1024];
    private int inScratch;
    private boolean toFile;
    private long fileEnd;
    private long written;
    private @Nullable FileChannel writer;
    private @Nullable FileBacking file;

    public Spool(MemoryBudget budget, TempFiles tempFiles) {
        this.budget = budget;
        this.tempFiles = tempFiles;
    }

    /** A content begins. */
    public void begin() {
        inScratch = 0;
        written = 0;
        toFile = false;
    }

    /** Adds to the content. */
    public void write(byte[] buffer, int offset, int length) throws IOException {
        if (!toFile && inScratch + (long) length > MAX_IN_MEMORY) {
            toFile = true;
            writeToFile(scratch, 0, inScratch);
        }
        if (toFile) {
            writeToFile(buffer, offset, length);
            return;
        }
        if (inScratch + length > scratch.length) {
            scratch = Arrays.copyOf(scratch, Math.min(MAX_IN_MEMORY, Math.max(scratch.length * 2, inScratch + length)));
        }
        System.arraycopy(buffer, offset, scratch, inScratch, length);
        inScratch += length;
    }

    /** The content is complete and kept. */
    public Place keep() throws IOException {
        if (!toFile && budget.tryTake(inScratch)) {
            return new Place(new MemoryBacking(Arrays.copyOf(scratch, inScratch)), 0);
        }
        if (!toFile) {
            writeToFile(scratch, 0, inScratch);
        }
        long start = fileEnd;
        fileEnd += written;
        openFile();
        return new Place(java.util.Objects.requireNonNull(file), start);
    }

    /** The content is not wanted after all; the next one takes its place. */
    public void drop() {
        begin();
    }

    private void writeToFile(byte[] buffer, int offset, int length) throws IOException {
        FileChannel channel = openFile();
        ByteBuffer bytes = ByteBuffer.wrap(buffer, offset, length);
        while (bytes.hasRemaining()) {
            written += channel.write(bytes, fileEnd + written);
        }
    }

    private FileChannel openFile() throws IOException {
        if (writer == null) {
            Path path = tempFiles.newFile("layer-contents");
            writer = FileChannel.open(path, StandardOpenOption.WRITE);
            file = new FileBacking(path);
        }
        return writer;
    }

    /** Nothing more will be written. What was kept stays readable until its backing is closed. */
    public void finish() throws IOException {
        scratch = new byte[0];
        if (writer != null) {
            writer.close();
        }
    }

    @Override
    public void close() throws IOException {
        finish();
        if (file != null) {
            file.close();
        }
    }
}
