package dev.plimsoll.server.store;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** The one connection to the file, for several threads, one at a time: what is asked is small, and SQLite has one writer anyway. */
final class Database implements AutoCloseable {
    private static final int BUSY_MILLIS = 5_000;

    private final Path file;
    private final Connection connection;

    private Database(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** Opens a file that is there, even if empty. */
    static Database open(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        // Readers and the writer don't wait for each other, and what was committed survives a loss of power.
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLIS);
        // The driver is named, not looked for. With percent escapes, which it hands to SQLite unchanged.
        String uri = "jdbc:sqlite:file:" + file.toAbsolutePath().toUri().getRawPath();
        try {
            Connection connection = JDBC.createConnection(uri, config.toProperties());
            try {
                Schema.raise(connection, file);
                return new Database(file, connection);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw unusable(file, e);
        }
    }

    Path file() {
        return file;
    }

    /** What is done with the connection. */
    interface Work<T> {
        T on(Connection connection) throws SQLException, IOException;
    }

    /** Reads, or changes one thing. */
    synchronized <T> T ask(Work<T> work) {
        try {
            return work.on(connection);
        } catch (SQLException | IOException e) {
            throw unusable(file, e);
        }
    }

    /** Changes several things, all or none. */
    synchronized <T> T change(Work<T> work) {
        try {
            execute("BEGIN IMMEDIATE");
            T result;
            try {
                result = work.on(connection);
            } catch (SQLException | IOException | RuntimeException e) {
                rollBack(e);
                throw e;
            }
            execute("COMMIT");
            return result;
        } catch (SQLException | IOException e) {
            throw unusable(file, e);
        }
    }

    private void rollBack(Exception why) {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back by itself, as it does on a full disk; the first failure is the one to tell.
            why.addSuppressed(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static PlimsollException unusable(Path file, Exception cause) {
        return new PlimsollException(
                ErrorCode.STORE_UNUSABLE,
                "the server's " + file + " can't be used: " + SafeText.oneLine(String.valueOf(cause.getMessage()), 300)
                        + "; is the disk full, or the file damaged? Moved away, it is made anew",
                cause);
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // All that was committed is in the file or its log, which the next start reads.
            return;
        }
    }
}
