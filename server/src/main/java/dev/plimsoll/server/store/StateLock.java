package dev.plimsoll.server.store;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Only one server at a time has a state: a second would take the scans that run in the first for remains. The system lets go of the lock
 * even if the server is killed; the empty file stays.
 */
final class StateLock implements AutoCloseable {
    private final FileChannel channel;

    private StateLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws PlimsollException STORE_UNUSABLE if another server has it */
    static StateLock take(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), Permissions.OWN_FILE);
        try {
            if (tryLock(channel) == null) {
                throw new PlimsollException(
                        ErrorCode.STORE_UNUSABLE,
                        "another server is using " + file.getParent() + "; stop it, or set another XDG_DATA_HOME");
            }
            return new StateLock(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another server of this very process has it.
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
