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
import java.util.function.Supplier;

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
                results.add(result(future));
            }
            return results;
        } catch (RuntimeException e) {
            futures.forEach(future -> future.cancel(true));
            throw e;
        }
    }

    /** Begins something whose result is asked for later; its failure comes out then. */
    <R> Supplier<R> begin(Supplier<R> action) {
        Future<R> future = threads.submit(action::get);
        return () -> result(future);
    }

    private static <R> R result(Future<R> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlimsollException(ErrorCode.NETWORK, "interrupted while asking the Debian archive", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
