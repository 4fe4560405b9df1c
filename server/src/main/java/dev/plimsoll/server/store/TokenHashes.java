package dev.plimsoll.server.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The hashes of tokens; never a token itself. Safe for use by several threads. */
public final class TokenHashes {
    private final Database database;

    TokenHashes(Database database) {
        this.database = database;
    }

    /** All hashes. */
    public List<byte[]> all() {
        return database.ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT hash FROM token");
                    ResultSet rows = statement.executeQuery()) {
                List<byte[]> hashes = new ArrayList<>();
                while (rows.next()) {
                    hashes.add(rows.getBytes(1));
                }
                return hashes;
            }
        });
    }

    /** Keeps the hash of the token of that name, in the place of the former one. */
    public void put(String name, byte[] hash, Instant now) {
        database.ask(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("INSERT INTO token (name, hash, created) VALUES (?, ?, ?)"
                            + " ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, created = excluded.created"
                            + " WHERE hash <> excluded.hash")) {
                statement.setString(1, name);
                statement.setBytes(2, hash);
                statement.setString(3, now.toString());
                return statement.executeUpdate();
            }
        });
    }
}
