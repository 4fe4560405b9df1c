package dev.plimsoll.report.folder;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Only one run at a time writes into a folder. The system lets go of the lock even if the run is killed; the empty file stays. */
final class FolderLock implements AutoCloseable {
    private static final String NAME = ".plimsoll.lock";
    private static final long MILLIS_BETWEEN = 50;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws PlimsollException FILE_ACCESS if another run still has it after the patience is at an end */
    static FolderLock take(Path folder, Duration patience) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            long end = System.nanoTime() + patience.toNanos();
            while (tryLock(channel) == null) {
                if (System.nanoTime() - end >= 0) {
                    throw new PlimsollException(
                            ErrorCode.FILE_ACCESS,
                            "another run is writing its reports into " + SafeText.line(folder.toString())
                                    + "; wait for it, or give this one a directory of its own (-d DIR)");
                }
                Thread.sleep(MILLIS_BETWEEN);
            }
            return new FolderLock(channel);
        } catch (InterruptedException e) {
            channel.close();
            Thread.currentThread().interrupt();
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS, "interrupted while waiting for " + SafeText.line(folder.toString()), e);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another thread of this very program has it.
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
