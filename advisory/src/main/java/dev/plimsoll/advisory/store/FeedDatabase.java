package dev.plimsoll.advisory.store;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.Affected;
import dev.plimsoll.advisory.CveId;
import dev.plimsoll.advisory.Rating;
import dev.plimsoll.advisory.SkippedRecord;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.inventory.PackageKey;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the finished database file of one feed. Safe for use by several threads, one at a time. */
final class FeedDatabase implements AutoCloseable {
    /** What a file says of itself: the version of its form, and its feed. */
    private static final int FACTS = 2;

    private final Path file;
    private final FeedStatus status;
    private final Connection connection;
    private final Map<String, Integer> ecosystems = new HashMap<>();
    private @Nullable PreparedStatement byKey;
    private @Nullable PreparedStatement unjudgeableByKey;
    private @Nullable PreparedStatement byId;

    private FeedDatabase(Path file, FeedStatus status, Connection connection) {
        this.file = file;
        this.status = status;
        this.connection = connection;
    }

    /**
     * Opens the file that the catalogue names.
     *
     * @throws PlimsollException STORE_UNUSABLE if it is damaged, or not the one meant
     */
    static FeedDatabase open(Path file, FeedStatus status) {
        Connection connection;
        try {
            connection = Sqlite.openFinished(file);
        } catch (SQLException e) {
            throw unusable(file, e);
        }
        FeedDatabase database = new FeedDatabase(file, status, connection);
        try {
            database.check();
            return database;
        } catch (SQLException e) {
            database.close();
            throw unusable(file, e);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private void check() throws SQLException {
        try (PreparedStatement meta = connection.prepareStatement("SELECT key, value FROM meta");
                ResultSet rows = meta.executeQuery()) {
            int facts = 0;
            while (rows.next()) {
                facts++;
                String wanted =
                        rows.getString(1).equals(Schema.META_FEED) ? status.feed() : Integer.toString(Schema.VERSION);
                if (!rows.getString(2).equals(wanted)) {
                    throw new PlimsollException(
                            ErrorCode.STORE_UNUSABLE,
                            "the advisory store's " + file + " holds " + rows.getString(1) + " " + rows.getString(2)
                                    + " instead of " + wanted + "; delete it and run 'plimsoll db update'");
                }
            }
            if (facts < FACTS) {
                throw new PlimsollException(
                        ErrorCode.STORE_UNUSABLE,
                        "the advisory store's " + file + " does not say what it holds; delete it and run"
                                + " 'plimsoll db update'");
            }
        }
        try (PreparedStatement names = connection.prepareStatement("SELECT n, name FROM ecosystem");
                ResultSet rows = names.executeQuery()) {
            while (rows.next()) {
                ecosystems.put(rows.getString(2), rows.getInt(1));
            }
        }
    }

    FeedStatus status() {
        return status;
    }

    /** What this feed says of a package; in the feed's order. */
    synchronized List<Advisory> advisories(PackageKey key) throws SQLException, IOException {
        Integer ecosystem = ecosystems.get(key.ecosystem());
        if (ecosystem == null) {
            return List.of();
        }
        if (byKey == null) {
            byKey = connection.prepareStatement(
                    "SELECT a.body, v.body FROM affected a JOIN advisory v ON v.n = a.advisory"
                            + " WHERE a.ecosystem = ? AND a.kind = ? AND a.name = ? ORDER BY a.advisory");
        }
        List<Advisory> result = new ArrayList<>();
        try (ResultSet rows = query(byKey, ecosystem, key)) {
            while (rows.next()) {
                List<Affected> affected = RecordCodec.decode(Packing.unpack(rows.getBytes(1)), key);
                result.add(RecordCodec.decode(Packing.unpack(rows.getBytes(2)), status.feed(), affected));
            }
        }
        return result;
    }

    /** Ids of records that speak of a package and can't be evaluated. */
    synchronized List<String> unjudgeable(PackageKey key) throws SQLException {
        Integer ecosystem = ecosystems.get(key.ecosystem());
        if (ecosystem == null) {
            return List.of();
        }
        if (unjudgeableByKey == null) {
            unjudgeableByKey = connection.prepareStatement(
                    "SELECT id FROM unjudgeable WHERE ecosystem = ? AND kind = ? AND name = ? ORDER BY id");
        }
        List<String> result = new ArrayList<>();
        try (ResultSet rows = query(unjudgeableByKey, ecosystem, key)) {
            while (rows.next()) {
                result.add(rows.getString(1));
            }
        }
        return result;
    }

    private static ResultSet query(PreparedStatement statement, int ecosystem, PackageKey key) throws SQLException {
        statement.setInt(1, ecosystem);
        statement.setInt(2, Schema.number(key.kind()));
        statement.setString(3, key.name());
        return statement.executeQuery();
    }

    /** Ratings by records that bear this id, as their own or as an alias. */
    synchronized List<Rating> ratings(String id) throws SQLException, IOException {
        if (byId == null) {
            byId = connection.prepareStatement("SELECT v.body FROM identifier i JOIN advisory v ON v.n = i.advisory"
                    + " WHERE i.id = ? AND i.relation IN (" + Schema.ID + ", " + Schema.ALIAS
                    + ") ORDER BY i.relation, i.advisory");
        }
        byId.setString(1, id);
        List<Rating> result = new ArrayList<>();
        try (ResultSet rows = byId.executeQuery()) {
            while (rows.next()) {
                result.addAll(RecordCodec.decodeRatings(Packing.unpack(rows.getBytes(1))));
            }
        }
        return result;
    }

    /** Records that bear this id, as their own, as an alias or as a flaw they cover, with all packages that they speak of. */
    synchronized List<Advisory> named(String id) throws SQLException, IOException {
        Map<Long, byte[]> bodies = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT DISTINCT v.n, v.body FROM identifier i JOIN advisory v ON v.n = i.advisory WHERE i.id = ?"
                        + " ORDER BY v.n")) {
            statement.setString(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    bodies.put(rows.getLong(1), rows.getBytes(2));
                }
            }
        }
        List<Advisory> result = new ArrayList<>();
        for (Map.Entry<Long, byte[]> body : bodies.entrySet()) {
            result.add(RecordCodec.decode(Packing.unpack(body.getValue()), status.feed(), affected(body.getKey())));
        }
        return result;
    }

    /** Without an index: it is asked for a single record when somebody wants it explained. */
    private List<Affected> affected(long advisory) throws SQLException, IOException {
        List<Affected> result = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT e.name, a.kind, a.name, a.body FROM affected a JOIN ecosystem e ON e.n = a.ecosystem"
                        + " WHERE a.advisory = ?")) {
            statement.setLong(1, advisory);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    PackageKey key = new PackageKey(rows.getString(1), Schema.kind(rows.getInt(2)), rows.getString(3));
                    result.addAll(RecordCodec.decode(Packing.unpack(rows.getBytes(4)), key));
                }
            }
        }
        return result;
    }

    /** Whether a table holds anything at all. */
    synchronized boolean hasRows(String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT EXISTS(SELECT 1 FROM " + table + ")");
                ResultSet rows = statement.executeQuery()) {
            return rows.next() && rows.getInt(1) == 1;
        }
    }

    /** Gives the two numbers that {@code table} keeps for each of these CVE ids. */
    synchronized void numbers(String table, Iterable<String> cveIds, NumberVisitor visitor) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM " + table + " WHERE cve = ?")) {
            for (String id : cveIds) {
                OptionalLong number = CveId.number(id);
                if (number.isEmpty()) {
                    continue;
                }
                statement.setLong(1, number.getAsLong());
                try (ResultSet rows = statement.executeQuery()) {
                    if (rows.next()) {
                        visitor.numbers(id, rows.getLong(2), rows.getLong(3));
                    }
                }
            }
        }
    }

    /** Takes what is known of one CVE. */
    interface NumberVisitor {
        void numbers(String cve, long first, long second);
    }

    synchronized List<SkippedRecord> skipped() throws SQLException {
        List<SkippedRecord> result = new ArrayList<>();
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT file, record, reason FROM skipped ORDER BY n");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                result.add(new SkippedRecord(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        return result;
    }

    PlimsollException unusable(Exception cause) {
        return unusable(file, cause);
    }

    private static PlimsollException unusable(Path file, Exception cause) {
        return new PlimsollException(
                ErrorCode.STORE_UNUSABLE,
                "the advisory store's " + file + " can't be read (" + cause.getMessage()
                        + "); delete it and run 'plimsoll db update'",
                cause);
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // It was only read from: nothing can be lost.
            return;
        }
    }
}
