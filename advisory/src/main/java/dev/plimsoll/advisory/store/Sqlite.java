package dev.plimsoll.advisory.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** Opens SQLite files. The driver is named, not looked for. */
final class Sqlite {
    private Sqlite() {}

    /** A new file that nobody else sees yet: no journal, no syncing, as it is thrown away if anything fails. */
    static Connection create(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.OFF);
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        config.setTempStore(SQLiteConfig.TempStore.FILE);
        config.setPragma(SQLiteConfig.Pragma.LOCKING_MODE, "EXCLUSIVE");
        config.setCacheSize(-64 * 1024);
        return JDBC.createConnection("jdbc:sqlite:" + uri(file), config.toProperties());
    }

    /** A finished file, which never changes: no locks, no journal looked for. */
    static Connection openFinished(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setOpenMode(org.sqlite.SQLiteOpenMode.OPEN_URI);
        return JDBC.createConnection("jdbc:sqlite:" + uri(file) + "?immutable=1", config.toProperties());
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String uri(Path file) {
        // With percent escapes, which the driver hands to SQLite unchanged.
        return "file:" + file.toAbsolutePath().toUri().getRawPath();
    }
}
