package dev.plimsoll.report.folder;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HeldFile;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Only one run at a time writes into a folder. */
final class FolderLock {
    private static final String NAME = ".plimsoll.lock";
    private static final long MILLIS_BETWEEN = 50;

    private FolderLock() {}

    /** @throws PlimsollException FILE_ACCESS if another run still has it after the patience is at an end */
    static HeldFile take(Path folder, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                Optional<HeldFile> held = HeldFile.take(folder.resolve(NAME));
                if (held.isPresent()) {
                    return held.get();
                }
                if (System.nanoTime() - end >= 0) {
                    throw new PlimsollException(
                            ErrorCode.FILE_ACCESS,
                            "another run is writing its reports into " + SafeText.line(folder.toString())
                                    + "; wait for it, or give this one a directory of its own (-d DIR)");
                }
                Thread.sleep(MILLIS_BETWEEN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS, "interrupted while waiting for " + SafeText.line(folder.toString()), e);
        }
    }
}
