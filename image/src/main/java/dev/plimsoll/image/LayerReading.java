package dev.plimsoll.image;

import dev.plimsoll.base.Progress;
import dev.plimsoll.image.blob.MemoryBudget;
import dev.plimsoll.image.blob.Spool;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** What the threads that read an image's layers share. */
final class LayerReading implements Closeable {
    /** Contents of all layers that are held in memory; what is beyond lies in temporary files. */
    private static final long MAX_MEMORY = 16L << 20;

    private final FileSelector selector;
    private final OpenOptions options;
    private final ReadBudget budget;
    private final Progress.Task task;
    private final MemoryBudget memory = new MemoryBudget(MAX_MEMORY);
    private final List<Closeable> kept = new ArrayList<>();

    LayerReading(FileSelector selector, OpenOptions options, Progress.Task task) {
        this.selector = selector;
        this.options = options;
        this.budget = new ReadBudget(options.limits());
        this.task = task;
    }

    FileSelector selector() {
        return selector;
    }

    OpenOptions options() {
        return options;
    }

    ReadBudget budget() {
        return budget;
    }

    Spool newSpool() {
        return new Spool(memory, options.tempFiles());
    }

    /** Remembers what is to be closed with the image. */
    synchronized <T extends Closeable> T keep(T resource) {
        kept.add(resource);
        return resource;
    }

    /** {@code in}, whose bytes count as progress. */
    InputStream counted(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int n = super.read(buffer, offset, length);
                task.advance(Math.max(0, n));
                return n;
            }
        };
    }

    @Override
    public synchronized void close() throws IOException {
        for (Closeable resource : kept) {
            resource.close();
        }
    }
}
