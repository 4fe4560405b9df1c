package dev.plimsoll.server.store;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables. A later version adds a step; a step that was released never changes. */
final class Schema {
    /** What brings a file from the version before to this one: step 0 makes version 1. */
    private static final List<List<String>> STEPS = List.of(List.of(
            "CREATE TABLE token (name TEXT PRIMARY KEY, hash BLOB NOT NULL, created TEXT NOT NULL) STRICT",
            """
            CREATE TABLE scan (
              number INTEGER PRIMARY KEY AUTOINCREMENT,
              id TEXT NOT NULL UNIQUE,
              image TEXT NOT NULL,
              state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
              queued TEXT NOT NULL,
              started TEXT,
              ended TEXT,
              error_code TEXT,
              error_message TEXT,
              result_bytes INTEGER NOT NULL DEFAULT 0,
              digest TEXT NOT NULL DEFAULT '',
              verdict TEXT NOT NULL DEFAULT 'unjudged',
              critical INTEGER NOT NULL DEFAULT 0,
              high INTEGER NOT NULL DEFAULT 0,
              medium INTEGER NOT NULL DEFAULT 0,
              low INTEGER NOT NULL DEFAULT 0,
              unspecified INTEGER NOT NULL DEFAULT 0,
              waived INTEGER NOT NULL DEFAULT 0,
              suppressed INTEGER NOT NULL DEFAULT 0,
              components INTEGER NOT NULL DEFAULT 0,
              judged INTEGER NOT NULL DEFAULT 0,
              judged_fixes_only INTEGER NOT NULL DEFAULT 0,
              not_judged INTEGER NOT NULL DEFAULT 0,
              unidentified INTEGER NOT NULL DEFAULT 0,
              gaps INTEGER NOT NULL DEFAULT 0,
              unreadable INTEGER NOT NULL DEFAULT 0,
              percent_judged INTEGER NOT NULL DEFAULT 0,
              percent_judged_or_fixes INTEGER NOT NULL DEFAULT 0,
              complete INTEGER NOT NULL DEFAULT 0
            ) STRICT""",
            "CREATE INDEX scan_of_image ON scan (image, number)",
            "CREATE INDEX scan_under_way ON scan (state, number) WHERE state IN ('queued', 'running')",
            """
            CREATE TABLE result (
              scan INTEGER NOT NULL REFERENCES scan (number) ON DELETE CASCADE,
              part INTEGER NOT NULL,
              body BLOB NOT NULL,
              PRIMARY KEY (scan, part)
            ) STRICT"""));

    private Schema() {}

    /** Brings a file to the newest version, all or nothing. */
    static void raise(Connection connection, Path file) throws SQLException {
        int version = version(connection);
        if (version > STEPS.size()) {
            throw new PlimsollException(
                    ErrorCode.STORE_UNUSABLE,
                    "the server's " + file + " is of version " + version + ", made by a newer plimsoll; this one knows "
                            + STEPS.size() + ": use the newer one, or another XDG_DATA_HOME");
        }
        for (int step = version; step < STEPS.size(); step++) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                for (String sql : STEPS.get(step)) {
                    statement.execute(sql);
                }
                statement.execute("PRAGMA user_version = " + (step + 1));
                statement.execute("COMMIT");
            }
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }
}
