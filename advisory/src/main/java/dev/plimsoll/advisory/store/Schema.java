package dev.plimsoll.advisory.store;

import dev.plimsoll.inventory.PackageKey;
import java.util.List;

/** The form of a feed's database file. */
final class Schema {
    /** Of files, catalogue and records together; another one is not read. */
    static final int VERSION = 1;

    static final String META_SCHEMA = "schema";
    static final String META_FEED = "feed";

    /** How an id in the table {@code identifier} relates to its record. */
    static final int ID = 0;

    static final int ALIAS = 1;
    static final int UPSTREAM = 2;

    /** Numbers from 0 to 1 are kept as whole billionths: exact for what is published, and half the size. */
    static final double BILLION = 1e9;

    static final List<String> TABLES = List.of(
            "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
            "CREATE TABLE ecosystem(n INTEGER PRIMARY KEY, name TEXT NOT NULL)",
            "CREATE TABLE advisory(n INTEGER PRIMARY KEY, body BLOB NOT NULL)",
            // The key is the table: what is known of a package lies side by side, one indexed read away.
            "CREATE TABLE affected(ecosystem INTEGER, kind INTEGER, name TEXT, advisory INTEGER, body BLOB NOT NULL,"
                    + " PRIMARY KEY(ecosystem, kind, name, advisory)) WITHOUT ROWID",
            "CREATE TABLE unjudgeable(ecosystem INTEGER, kind INTEGER, name TEXT, id TEXT, reason TEXT NOT NULL,"
                    + " PRIMARY KEY(ecosystem, kind, name, id)) WITHOUT ROWID",
            "CREATE TABLE identifier(id TEXT, relation INTEGER, advisory INTEGER,"
                    + " PRIMARY KEY(id, relation, advisory)) WITHOUT ROWID",
            "CREATE TABLE exploited(cve INTEGER PRIMARY KEY, added INTEGER NOT NULL, ransomware INTEGER NOT NULL)",
            "CREATE TABLE scored(cve INTEGER PRIMARY KEY, score INTEGER NOT NULL, percentile INTEGER NOT NULL)",
            "CREATE TABLE skipped(n INTEGER PRIMARY KEY, file TEXT NOT NULL, record TEXT NOT NULL, reason TEXT NOT NULL)");

    private Schema() {}

    static int number(PackageKey.Kind kind) {
        return switch (kind) {
            case SOURCE -> 0;
            case BINARY -> 1;
        };
    }

    static PackageKey.Kind kind(int number) {
        return number == number(PackageKey.Kind.SOURCE) ? PackageKey.Kind.SOURCE : PackageKey.Kind.BINARY;
    }
}
