package dev.plimsoll.inventory.ecosystem.rpm;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.LimitExceededException;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/**
 * Reads the package headers of an rpm database in its SQLite form. SQLite wants a file, so the database is copied out first. The schema
 * is checked before anything is asked: a hostile one could make a query of any length out of a view.
 */
final class RpmDatabase {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_HEADER_BYTES = 64 << 20;
    private static final int BUFFER = 64 * 1024;

    private final TempFiles tempFiles;
    private final Limits limits;

    /** Takes one package header. */
    interface Headers {
        void header(byte[] header) throws IOException;
    }

    RpmDatabase(TempFiles tempFiles, Limits limits) {
        this.tempFiles = tempFiles;
        this.limits = limits;
    }

    /**
     * Reads all headers in the order of their installation.
     *
     * @param log the write-ahead log beside the database, if there is one: the newest packages may be only there
     * @throws IOException if it is no rpm database, cut off or damaged
     */
    void read(FileContent database, Optional<FileContent> log, String path, Headers headers) throws IOException {
        requireWhole(database, path);
        Path directory = tempFiles.newDirectory("rpmdb");
        Path copy = directory.resolve("rpmdb.sqlite");
        Path logCopy = directory.resolve("rpmdb.sqlite-wal");
        try {
            copy(database, copy, path);
            boolean hasLog = log.isPresent() && log.get().size() > 0;
            if (hasLog) {
                copy(log.orElseThrow(), logCopy, path + "-wal");
            }
            query(copy, hasLog, path, headers);
        } finally {
            Files.deleteIfExists(logCopy);
            Files.deleteIfExists(directory.resolve("rpmdb.sqlite-shm"));
            Files.deleteIfExists(copy);
            Files.deleteIfExists(directory);
        }
    }

    /** SQLite itself reads what there is of a cut file and complains only when it misses a page. */
    private static void requireWhole(FileContent database, String path) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(100);
        try (SeekableByteChannel channel = database.channel()) {
            int n = channel.read(head);
            while (n >= 0 && head.hasRemaining()) {
                n = channel.read(head);
            }
        }
        if (head.hasRemaining() || !startsWithMagic(head)) {
            throw new IOException(path + " is no SQLite database, or cut off");
        }
        int stated = Short.toUnsignedInt(head.getShort(16));
        long pageSize = stated == 1 ? 65536 : stated;
        long pages = Integer.toUnsignedLong(head.getInt(28));
        if (database.size() < pages * pageSize) {
            throw new IOException(
                    path + " has " + database.size() + " bytes of " + pages * pageSize + "; it is cut off");
        }
    }

    private static boolean startsWithMagic(ByteBuffer head) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (head.get(i) != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    private void copy(FileContent content, Path target, String what) throws IOException {
        try (InputStream in = BoundedInput.of(content.stream(), limits.fileBytes(), what);
                OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        }
    }

    private static void query(Path copy, boolean hasLog, String path, Headers headers) throws IOException {
        String url = "jdbc:sqlite:" + copy.toUri() + (hasLog ? "" : "?immutable=1");
        Properties properties = new Properties();
        properties.setProperty("trusted_schema", "false");
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            connection.unwrap(SQLiteConnection.class).setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, MAX_HEADER_BYTES);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA trusted_schema = OFF");
                statement.execute("PRAGMA cell_size_check = ON");
                requirePackagesTable(statement, path);
                try (ResultSet rows = statement.executeQuery("SELECT blob FROM Packages ORDER BY hnum")) {
                    while (rows.next()) {
                        headers.header(bytes(rows, path));
                    }
                }
            }
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage());
            if (message.contains("TOOBIG")) {
                throw new LimitExceededException(
                        path + " holds a package header of over " + MAX_HEADER_BYTES + " bytes");
            }
            throw new IOException(path + " is damaged: " + message, e);
        }
    }

    private static byte[] bytes(ResultSet rows, String path) throws SQLException, IOException {
        byte[] bytes = rows.getBytes(1);
        if (bytes == null) {
            throw new IOException(path + " holds a package without a header");
        }
        return bytes;
    }

    /** A plain table: no view, no virtual table, no computed column. */
    private static void requirePackagesTable(Statement statement, String path) throws SQLException, IOException {
        try (ResultSet row = statement.executeQuery(
                "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'Packages' AND rootpage > 0")) {
            if (!row.next() || row.getInt(1) != 1) {
                throw new IOException(path + " has no table of packages");
            }
        }
        try (ResultSet row = statement.executeQuery("PRAGMA table_xinfo('Packages')")) {
            while (row.next()) {
                if (row.getInt("hidden") != 0) {
                    throw new IOException(path + " has a table of packages that rpm did not make");
                }
            }
        }
    }
}
