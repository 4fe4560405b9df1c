package dev.plimsoll.debian;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same to several things at once, a few at a time. */
final class Downloads implements AutoCloseable {
    private final ExecutorService threads;

    Downloads() {
        this.threads = Executors.newFixedThreadPool(Defaults.PARALLEL_DOWNLOADS, work -> {
            Thread thread = new Thread(work, "plimsoll-debian");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The results in order; the first failure ends it all. Not to be called from within {@code action}. */
    <T, R> List<R> all(List<T> items, Function<T, R> action) {
        List<Future<R>> futures = new ArrayList<>();
        for (T item : items) {
            futures.add(threads.submit(() -> action.apply(item)));
        }
        try {
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            futures.forEach(future -> future.cancel(true));
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            futures.forEach(future -> future.cancel(true));
            Thread.currentThread().interrupt();
            throw new PlimsollException(ErrorCode.NETWORK, "interrupted while asking the Debian archive", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
