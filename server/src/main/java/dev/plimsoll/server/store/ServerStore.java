package dev.plimsoll.server.store;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HeldFile;
import dev.plimsoll.base.PlimsollException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;

/** The server's state on disk: {@code server.db} in a directory of its own. Safe for use by several threads. */
public final class ServerStore implements AutoCloseable {
    private static final String FILE = "server.db";
    private static final String LOCK = "server.lock";
    private static final String TEMPORARY = "tmp";

    private final Path directory;
    private final Database database;
    private final HeldFile lock;

    private ServerStore(Path directory, Database database, HeldFile lock) {
        this.directory = directory;
        this.database = database;
        this.lock = lock;
    }

    /**
     * Opens the state in {@code directory}, which is made if it is not there; nobody else may read it.
     *
     * @throws PlimsollException STORE_UNUSABLE if it is damaged, of a newer version or in use; FILE_ACCESS if it can't be made
     */
    public static ServerStore open(Path directory) {
        try {
            Permissions.ownDirectory(directory);
            HeldFile lock = StateLock.take(directory.resolve(LOCK));
            try {
                Path file = directory.resolve(FILE);
                Permissions.ownFile(file);
                Remains.delete(temporary(directory));
                return new ServerStore(directory, Database.open(file), lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS,
                    "could not keep the server's state in " + directory + ": " + e
                            + "; set XDG_DATA_HOME to a directory that can be written into",
                    e);
        }
    }

    /**
     * Below which directory temporary files of a server lie. It need not be there; what a server that was killed left in it is gone once
     * the state is open.
     *
     * @param directory of the state
     */
    public static Path temporary(Path directory) {
        return directory.resolve(TEMPORARY);
    }

    /** As {@link #temporary(Path)}, of this state. */
    public Path temporary() {
        return temporary(directory);
    }

    /** The scans. */
    public Scans scans() {
        return new Scans(database);
    }

    /** The tokens. */
    public TokenHashes tokens() {
        return new TokenHashes(database);
    }

    /**
     * Looks whether the state can be asked.
     *
     * @throws PlimsollException STORE_UNUSABLE if not
     */
    public void check() {
        // SQLite goes on with a file that was deleted; what it takes then is lost.
        if (!Files.exists(database.file())) {
            throw new PlimsollException(
                    ErrorCode.STORE_UNUSABLE, "the server's " + database.file() + " is gone; start the server again");
        }
        database.ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT count(*) FROM token")) {
                return statement.executeQuery().next();
            }
        });
    }

    @Override
    public void close() {
        database.close();
        try {
            lock.close();
        } catch (IOException e) {
            // The system lets go of it when the process ends.
            return;
        }
    }
}
