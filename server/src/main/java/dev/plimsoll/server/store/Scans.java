package dev.plimsoll.server.store;

import dev.plimsoll.report.document.ImageSummary;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The scans, those that wait among them: the queue is here and nowhere else, so that a restart finds it. Safe for several threads. */
public final class Scans {
    private final Database database;

    Scans(Database database) {
        this.database = database;
    }

    /**
     * Puts a scan at the end of the queue.
     *
     * @return empty if {@code limit} scans are waiting already
     */
    public Optional<ScanRow> add(String id, String image, Instant now, int limit) {
        return database.change(connection -> {
            if (count(connection, ScanState.QUEUED) >= limit) {
                return Optional.<ScanRow>empty();
            }
            update(
                    connection,
                    "INSERT INTO scan (id, image, state, queued) VALUES (?, ?, 'queued', ?)",
                    id,
                    image,
                    now);
            return one(connection, "WHERE id = ?", id);
        });
    }

    /** The scan that waited longest, which runs from now on. */
    public Optional<ScanRow> next(Instant now) {
        return database.change(connection -> {
            Optional<ScanRow> first = one(connection, "WHERE state = 'queued' ORDER BY number LIMIT 1");
            if (first.isEmpty()) {
                return first;
            }
            update(
                    connection,
                    "UPDATE scan SET state = 'running', started = ? WHERE number = ?",
                    now,
                    first.get().number());
            return one(connection, "WHERE number = ?", first.get().number());
        });
    }

    /** Ends a running scan with its result. */
    public void done(ScanRow scan, Instant now, ImageSummary summary, InputStream result) {
        database.change(connection -> {
            long bytes = ResultParts.write(connection, scan.number(), result);
            ImageSummary.Counts found = summary.counts();
            ImageSummary.CoverageCounts judged = summary.coverage();
            return update(
                    connection,
                    "UPDATE scan SET state = 'done', ended = ?, result_bytes = ?, digest = ?, verdict = ?, critical = ?,"
                            + " high = ?, medium = ?, low = ?, unspecified = ?, waived = ?, suppressed = ?, components = ?,"
                            + " judged = ?, judged_fixes_only = ?, not_judged = ?, unidentified = ?, gaps = ?,"
                            + " unreadable = ?, percent_judged = ?, percent_judged_or_fixes = ?, complete = ?"
                            + " WHERE number = ? AND state = 'running'",
                    now,
                    bytes,
                    summary.digest(),
                    summary.verdict(),
                    found.critical(),
                    found.high(),
                    found.medium(),
                    found.low(),
                    found.unspecified(),
                    found.waived(),
                    found.suppressed(),
                    judged.components(),
                    judged.judged(),
                    judged.judgedFixesOnly(),
                    judged.notJudged(),
                    judged.unidentified(),
                    judged.gaps(),
                    judged.unreadableRecords(),
                    judged.percentJudged(),
                    judged.percentJudgedOrFixesOnly(),
                    judged.complete() ? 1 : 0,
                    scan.number());
        });
    }

    /** Ends a running scan without a result. */
    public void failed(ScanRow scan, Instant now, ScanError error) {
        fail(now, error, "number = " + scan.number() + " AND state = 'running'");
    }

    /** Ends all that were running: for the start, when none can be. */
    public int failRunning(Instant now, ScanError error) {
        return fail(now, error, "state = 'running'");
    }

    private int fail(Instant now, ScanError error, String which) {
        return database.ask(connection -> update(
                connection,
                "UPDATE scan SET state = 'failed', ended = ?, error_code = ?, error_message = ? WHERE " + which,
                now,
                error.code(),
                error.message()));
    }

    /** Lets a running scan wait again, at its former place. */
    public void putBack(ScanRow scan) {
        database.ask(connection -> update(
                connection,
                "UPDATE scan SET state = 'queued', started = NULL WHERE number = ? AND state = 'running'",
                scan.number()));
    }

    /** The scan of an id. */
    public Optional<ScanRow> byId(String id) {
        return database.ask(connection -> one(connection, "WHERE id = ?", id));
    }

    /** How many are in a state. */
    public int count(ScanState state) {
        return database.ask(connection -> count(connection, state));
    }

    /** The result of a scan that is done; to be closed. */
    public InputStream result(ScanRow scan) throws IOException {
        return ResultParts.read(database, scan.number());
    }

    /**
     * Images with the latest of their scans that ended, by their names.
     *
     * @param after begins with the first image after that name; empty for all
     */
    public List<ImageRow> images(String after, int limit) {
        return database.ask(connection -> {
            try (PreparedStatement statement = prepare(
                            connection,
                            "SELECT " + Rows.IMAGE + " FROM scan WHERE number IN (SELECT max(number) FROM scan"
                                    + " WHERE image > ? AND state IN ('done', 'failed') GROUP BY image"
                                    + " ORDER BY image LIMIT ?) ORDER BY image",
                            after,
                            limit);
                    ResultSet rows = statement.executeQuery()) {
                List<ImageRow> images = new ArrayList<>();
                while (rows.next()) {
                    images.add(Rows.image(rows));
                }
                return images;
            }
        });
    }

    private static int count(Connection connection, ScanState state) throws SQLException {
        try (PreparedStatement statement =
                        prepare(connection, "SELECT count(*) FROM scan WHERE state = ?", state.word());
                ResultSet row = statement.executeQuery()) {
            return row.getInt(1);
        }
    }

    private static Optional<ScanRow> one(Connection connection, String which, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, "SELECT " + Rows.SCAN + " FROM scan " + which, values);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(Rows.scan(rows)) : Optional.empty();
        }
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i] instanceof Instant time ? time.toString() : values[i]);
        }
        return statement;
    }
}
