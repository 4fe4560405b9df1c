package dev.plimsoll.image.target.oci;

import dev.plimsoll.image.write.WrittenLayer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Layers that are written side by side, each to a file of its own. */
final class LayerWrites implements AutoCloseable {
    private final ExecutorService threads;

    LayerWrites(int layers) {
        int most = Runtime.getRuntime().availableProcessors();
        this.threads = Executors.newFixedThreadPool(Math.max(1, Math.min(layers, most)), work -> {
            Thread thread = new Thread(work, "plimsoll-write");
            thread.setDaemon(true);
            return thread;
        });
    }

    Future<WrittenLayer> begin(Callable<WrittenLayer> work) {
        return threads.submit(work);
    }

    /** Waits for a layer; its failure comes out here. */
    static WrittenLayer written(Future<WrittenLayer> running) throws IOException {
        try {
            return running.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("writing a layer failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while writing layers");
        }
    }

    /** Ends what runs and waits for it, so that nobody writes any more to what is taken away then. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("writing a layer does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
