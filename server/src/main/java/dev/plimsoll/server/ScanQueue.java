package dev.plimsoll.server;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.master.MasterReader;
import dev.plimsoll.server.store.ScanError;
import dev.plimsoll.server.store.ScanRow;
import dev.plimsoll.server.store.ScanState;
import dev.plimsoll.server.store.Scans;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Scans what is queued, one after the other, in a thread of its own. The queue itself is in the store. */
final class ScanQueue implements AutoCloseable {
    private static final int RETRY_SECONDS = 30;
    private static final int PAUSE_SECONDS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(2);

    private static final ScanError NOT_KEPT = new ScanError(
            ErrorCode.STORE_UNUSABLE.name(),
            "what came of this could not be kept, as the server's state could not be used; its log says why. Ask again");

    private final Scans scans;
    private final Permission permission;
    private final ImageScan scanner;
    private final Clock clock;
    private final ServerLog log;
    private final int limit;
    private final Path temporary;
    private final Semaphore added = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "plimsoll-scans");
    private volatile boolean ending;
    private volatile Optional<ScanRow> running = Optional.empty();

    /** @param temporary below which directory files lie that a scan needs meanwhile */
    ScanQueue(
            Scans scans,
            Permission permission,
            ImageScan scanner,
            Clock clock,
            ServerLog log,
            int limit,
            Path temporary) {
        this.scans = scans;
        this.permission = permission;
        this.scanner = scanner;
        this.clock = clock;
        this.log = log;
        this.limit = limit;
        this.temporary = temporary;
        thread.setDaemon(true);
    }

    /** Tells what a former server left running that it has failed, and goes on with what it left waiting. */
    void start() {
        int left = scans.failRunning(
                now(),
                new ScanError(
                        ErrorCode.INTERNAL.name(),
                        "the server ended while it scanned this; ask again (a machine short of memory ends programs so)"));
        if (left > 0) {
            log.event("a scan was under way when the server was ended; it has failed");
        }
        added.release(Math.max(1, scans.count(ScanState.QUEUED)));
        thread.start();
    }

    /** @throws Problem 429 if too many wait, 400 or 403 if it is not allowed */
    ScanRow add(String image) {
        permission.require(image);
        ScanRow row = scans.add(Ids.next(), image, now(), limit)
                .orElseThrow(() -> Problem.tooMany(limit + " scans are waiting already; ask later", RETRY_SECONDS));
        added.release();
        return row;
    }

    private void run() {
        try {
            while (!ending) {
                added.acquire();
                next();
            }
        } catch (InterruptedException e) {
            // The server ends.
            return;
        }
    }

    private void next() throws InterruptedException {
        try {
            if (running.isPresent()) {
                scans.failed(running.get(), now(), NOT_KEPT);
                running = Optional.empty();
            }
            Optional<ScanRow> next = scans.next(now());
            if (next.isPresent()) {
                running = next;
                scan(next.get());
                running = Optional.empty();
            }
        } catch (PlimsollException e) {
            if (!ending) {
                // A full disk, say: what waits goes on waiting.
                log.event("scans wait, as the server's state can't be used: " + e.getMessage());
                added.release();
                TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
            }
        }
    }

    private void scan(ScanRow row) {
        log.event("scan " + row.id() + " of " + row.image() + " begins");
        try (TempFiles files = TempFiles.under(temporary)) {
            ImageReference image = permission.require(row.image());
            Path master = files.newFile("master");
            scanner.scan(image, master);
            keep(row, master);
        } catch (Problem e) {
            failed(row, ErrorCode.USAGE, String.valueOf(e.getMessage()));
        } catch (PlimsollException e) {
            failed(row, e.code(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            failed(row, ErrorCode.FILE_ACCESS, "the report could not be written: " + e);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // One image must not end the server.
            failed(row, ErrorCode.INTERNAL, "a fault of plimsoll itself: " + e);
        }
    }

    private void keep(ScanRow row, Path master) throws IOException {
        ImageSummary summary;
        try (MasterReader reader = MasterReader.open(master)) {
            summary = reader.images().get(0);
        }
        try (InputStream in = Files.newInputStream(master)) {
            scans.done(row, now(), summary, in);
        }
        log.event("scan " + row.id() + " of " + row.image() + " is done: " + summary.words());
    }

    private void failed(ScanRow row, ErrorCode code, String message) {
        String line = SafeText.oneLine(message, 2000);
        if (ending) {
            scans.putBack(row);
            log.event("scan " + row.id() + " of " + row.image() + " waits for the next start");
            return;
        }
        scans.failed(row, now(), new ScanError(code.name(), line));
        log.event("scan " + row.id() + " of " + row.image() + " failed: " + line);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Waits for the scan that runs, then ends it; it and those that wait are there for the next start. */
    @Override
    public void close() {
        ending = true;
        added.release();
        join(PATIENCE);
        thread.interrupt();
        join(LAST_PATIENCE);
        running.ifPresent(scans::putBack);
    }

    private void join(Duration patience) {
        try {
            TimeUnit.MILLISECONDS.timedJoin(thread, patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
