package dev.plimsoll.build.unpack;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.debian.resolve.ArchivePackage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads packages, several at once. */
public final class Unpacking {
    private final TempFiles tempFiles;
    private final Limits limits;
    private final KeptPackages kept;

    /**
     * @param tempFiles where contents lie; they are readable until it is closed
     * @param kept what earlier runs inflated
     */
    public Unpacking(TempFiles tempFiles, Limits limits, KeptPackages kept) {
        this.tempFiles = tempFiles;
        this.limits = limits;
        this.kept = kept;
    }

    /**
     * A package to be read.
     *
     * @param described as the archive describes it
     * @param file its verified file
     */
    public record Source(ArchivePackage described, Path file) {}

    /** What becomes of bits that let a program run with another user's rights. */
    public enum Rights {
        /** They stay, as dpkg leaves them. */
        KEPT,
        /** They go, and {@link Unpacked#lost()} names the files. */
        DROPPED
    }

    /**
     * Reads packages; the result is in their order.
     *
     * @param epoch the time that no entry is later than
     * @throws PlimsollException FEED_MALFORMED or LIMIT_EXCEEDED for a hostile or damaged package, naming it and the path; FILE_ACCESS if
     *     it can't be read, or contents can't be written
     */
    public List<Unpacked> all(List<Source> sources, Instant epoch, Rights rights, Progress.Task task) {
        int threads = Math.max(1, Math.min(sources.size(), Runtime.getRuntime().availableProcessors()));
        ExecutorService pool = Executors.newFixedThreadPool(threads, Unpacking::daemon);
        try {
            // The largest first, or one of them would be under way alone at the end.
            Map<Source, Future<Unpacked>> running = new HashMap<>();
            sources.stream()
                    .sorted(Comparator.comparingLong(
                                    (Source each) -> each.described().size())
                            .reversed())
                    .forEach(each -> running.computeIfAbsent(
                            each, source -> pool.submit(() -> one(source, epoch, rights, task))));
            List<Unpacked> done = new ArrayList<>();
            for (Source each : sources) {
                done.add(await(Objects.requireNonNull(running.get(each))));
            }
            return done;
        } finally {
            pool.shutdownNow();
        }
    }

    private Unpacked one(Source source, Instant epoch, Rights rights, Progress.Task task) {
        try {
            Unpacked unpacked = DebUnpacker.unpack(source, epoch, rights, tempFiles, limits, kept);
            task.advance(1);
            return unpacked;
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS,
                    "could not unpack the package " + source.described() + " into " + tempFiles.place() + ": "
                            + e.getMessage() + "; free space there, or name another directory with TMPDIR",
                    e);
        }
    }

    private static Unpacked await(Future<Unpacked> running) {
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlimsollException(ErrorCode.FILE_ACCESS, "interrupted while unpacking packages", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PlimsollException failure) {
                throw failure;
            }
            throw new PlimsollException(ErrorCode.INTERNAL, "unpacking packages failed", e.getCause());
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "plimsoll-unpack");
        thread.setDaemon(true);
        return thread;
    }
}
