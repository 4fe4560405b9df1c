package dev.plimsoll.advisory.store;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.Affected;
import dev.plimsoll.advisory.CveId;
import dev.plimsoll.advisory.FeedSink;
import dev.plimsoll.advisory.SkippedRecord;
import dev.plimsoll.inventory.PackageKey;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** Puts the rows of one feed into a new database file: one transaction, batches, packed pages. Close it in any case. */
final class FeedWriter implements FeedSink, AutoCloseable {
    private static final int MOST_NAMED = 10_000;

    private final Connection connection;
    private final UnaryOperator<PackageKey> canonical;
    private final Packing packing = new Packing();
    private final ByteSink bytes = new ByteSink();
    private final FeedTally tally = new FeedTally();
    private final Batch advisories;
    private final Batch affected;
    private final Batch identifiers;
    private final Batch unjudgeable;
    private final Batch exploited;
    private final Batch scored;
    private final Batch skipped;
    private long number;

    private FeedWriter(Connection connection, UnaryOperator<PackageKey> canonical) throws SQLException {
        this.connection = connection;
        this.canonical = canonical;
        for (String table : Schema.TABLES) {
            Sqlite.execute(connection, table);
        }
        connection.setAutoCommit(false);
        advisories = new Batch(connection, "INSERT INTO advisory VALUES(?,?)");
        affected = new Batch(connection, "INSERT INTO affected VALUES(?,?,?,?,?)");
        identifiers = new Batch(connection, "INSERT OR IGNORE INTO identifier VALUES(?,?,?)");
        unjudgeable = new Batch(connection, "INSERT OR REPLACE INTO unjudgeable VALUES(?,?,?,?,?)");
        exploited = new Batch(connection, "INSERT OR REPLACE INTO exploited VALUES(?,?,?)");
        scored = new Batch(connection, "INSERT OR REPLACE INTO scored VALUES(?,?,?)");
        skipped = new Batch(connection, "INSERT INTO skipped VALUES(?,?,?,?)");
    }

    /**
     * Writes a new file.
     *
     * @param scratch does not exist yet; not yet what readers get
     * @param canonical spells a feed's key as the inventory does
     */
    static FeedWriter create(Path scratch, UnaryOperator<PackageKey> canonical) throws SQLException {
        Connection connection = Sqlite.create(scratch);
        try {
            return new FeedWriter(connection, canonical);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public void advisory(Advisory advisory) throws IOException {
        try {
            long n = ++number;
            tally.record();
            advisories.add(n, packing.pack(RecordCodec.encode(advisory, bytes)));
            for (Map.Entry<PackageKey, List<Affected>> entry : byKey(advisory).entrySet()) {
                PackageKey key = entry.getKey();
                tally.rows(key.ecosystem(), entry.getValue().size());
                affected.add(
                        tally.number(key.ecosystem()),
                        Schema.number(key.kind()),
                        key.name(),
                        n,
                        packing.pack(RecordCodec.encode(entry.getValue(), bytes)));
            }
            identifiers.add(advisory.id(), Schema.ID, n);
            for (String alias : advisory.aliases()) {
                identifiers.add(alias, Schema.ALIAS, n);
            }
            for (String flaw : advisory.upstream()) {
                identifiers.add(flaw, Schema.UPSTREAM, n);
            }
        } catch (SQLException e) {
            throw new IOException("could not write " + advisory.id() + " to the advisory store", e);
        }
    }

    private Map<PackageKey, List<Affected>> byKey(Advisory advisory) {
        Map<PackageKey, List<Affected>> result = new LinkedHashMap<>();
        for (Affected each : advisory.affected()) {
            result.computeIfAbsent(canonical.apply(each.key()), key -> new ArrayList<>(1))
                    .add(each);
        }
        return result;
    }

    @Override
    public void covers(String ecosystem) {
        tally.covers(ecosystem);
    }

    @Override
    public void unjudgeable(PackageKey key, String id, String reason) throws IOException {
        PackageKey spelt = canonical.apply(key);
        try {
            tally.rows(spelt.ecosystem(), 0);
            unjudgeable.add(tally.number(spelt.ecosystem()), Schema.number(spelt.kind()), spelt.name(), id, reason);
        } catch (SQLException e) {
            throw new IOException("could not write " + id + " to the advisory store", e);
        }
    }

    @Override
    public void skipped(SkippedRecord record) {
        try {
            if (tally.skip() <= MOST_NAMED) {
                skipped.add(tally.skips(), record.file(), record.record(), record.reason());
            }
        } catch (SQLException e) {
            throw new java.io.UncheckedIOException(new IOException("could not write to the advisory store", e));
        }
    }

    @Override
    public void withdrawn(String id) {
        tally.withdraw();
    }

    @Override
    public void exploited(String cve, LocalDate added, boolean ransomware) throws IOException {
        enrich(exploited, cve, added.toEpochDay(), ransomware ? 1L : 0L);
    }

    @Override
    public void scored(String cve, double score, double percentile) throws IOException {
        enrich(scored, cve, Math.round(score * Schema.BILLION), Math.round(percentile * Schema.BILLION));
    }

    private void enrich(Batch batch, String cve, long first, long second) throws IOException {
        OptionalLong id = CveId.number(cve);
        if (id.isEmpty()) {
            skipped(new SkippedRecord("", cve, "no CVE id"));
            return;
        }
        try {
            tally.record();
            batch.add(id.getAsLong(), first, second);
        } catch (SQLException e) {
            throw new IOException("could not write " + cve + " to the advisory store", e);
        }
    }

    @Override
    public void date(Instant date) {
        tally.date(date);
    }

    /**
     * Ends the transaction and writes the packed file.
     *
     * @param finished does not exist yet
     * @return what was counted
     */
    FeedTally finish(String feed, Path finished) throws SQLException {
        for (Batch batch : batches()) {
            batch.flush();
        }
        Batch names = new Batch(connection, "INSERT INTO ecosystem VALUES(?,?)");
        for (String ecosystem : tally.ecosystems()) {
            names.add(tally.number(ecosystem), ecosystem);
        }
        names.flush();
        Batch meta = new Batch(connection, "INSERT INTO meta VALUES(?,?)");
        meta.add(Schema.META_SCHEMA, Integer.toString(Schema.VERSION));
        meta.add(Schema.META_FEED, feed);
        meta.flush();
        connection.commit();
        connection.setAutoCommit(true);
        try (var statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, finished.toAbsolutePath().toString());
            statement.execute();
        }
        return tally;
    }

    private List<Batch> batches() {
        return List.of(advisories, affected, identifiers, unjudgeable, exploited, scored, skipped);
    }

    @Override
    public void close() throws SQLException {
        packing.close();
        connection.close();
    }
}
