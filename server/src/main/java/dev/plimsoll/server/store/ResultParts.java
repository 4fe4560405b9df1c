package dev.plimsoll.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A result, compressed and in parts: neither writing nor reading holds it whole, however large the image was. */
final class ResultParts {
    private static final int PART_BYTES = 256 * 1024;

    private ResultParts() {}

    /**
     * Writes a result within the caller's transaction.
     *
     * @return its bytes
     */
    static long write(Connection connection, long scan, InputStream result) throws SQLException, IOException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO result (scan, part, body) VALUES (?, ?, ?)")) {
            insert.setLong(1, scan);
            try (OutputStream out = new GZIPOutputStream(new Parts(insert), 64 * 1024)) {
                return result.transferTo(out);
            }
        }
    }

    /** Reads a result; each part is asked for when it is needed, so that a slow reader holds nobody up. */
    static InputStream read(Database database, long scan) throws IOException {
        return new GZIPInputStream(new StoredParts(database, scan), 64 * 1024);
    }

    /** The rows of a result as one stream. */
    private static final class StoredParts extends InputStream {
        private final Database database;
        private final long scan;
        private byte[] body = new byte[0];
        private int position;
        private int part;

        StoredParts(Database database, long scan) {
            this.database = database;
            this.scan = scan;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (position == body.length) {
                body = next();
                position = 0;
                part++;
            }
            if (body.length == 0) {
                return -1;
            }
            int n = Math.min(length, body.length - position);
            System.arraycopy(body, position, bytes, offset, n);
            position += n;
            return n;
        }

        /** The next part; empty after the last. */
        private byte[] next() {
            return database.ask(connection -> {
                try (PreparedStatement statement =
                        connection.prepareStatement("SELECT body FROM result WHERE scan = ? AND part = ?")) {
                    statement.setLong(1, scan);
                    statement.setInt(2, part);
                    try (ResultSet row = statement.executeQuery()) {
                        return row.next() ? row.getBytes(1) : new byte[0];
                    }
                }
            });
        }
    }

    /** Cuts what is written into rows. */
    private static final class Parts extends OutputStream {
        private final PreparedStatement insert;
        private final byte[] buffer = new byte[PART_BYTES];
        private int held;
        private int part;

        Parts(PreparedStatement insert) {
            this.insert = insert;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int done = 0;
            while (done < length) {
                int n = Math.min(length - done, PART_BYTES - held);
                System.arraycopy(bytes, offset + done, buffer, held, n);
                held += n;
                done += n;
                if (held == PART_BYTES) {
                    store();
                }
            }
        }

        private void store() throws IOException {
            try {
                insert.setInt(2, part++);
                insert.setBytes(3, Arrays.copyOf(buffer, held));
                insert.executeUpdate();
                held = 0;
            } catch (SQLException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public void close() throws IOException {
            if (held > 0) {
                store();
            }
        }
    }
}
