package dev.plimsoll.server.store;

import dev.plimsoll.report.document.ImageSummary.Counts;
import dev.plimsoll.report.document.ImageSummary.CoverageCounts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads rows of the table of scans. */
final class Rows {
    /** What {@link #scan} asks for. */
    static final String SCAN =
            "number, id, image, state, queued, started, ended, error_code, error_message, result_bytes";

    /** What {@link #image} asks for. */
    static final String IMAGE =
            SCAN + ", digest, verdict, critical, high, medium, low, unspecified, waived, suppressed,"
                    + " components, judged, judged_fixes_only, not_judged, unidentified, gaps, unreadable, percent_judged,"
                    + " percent_judged_or_fixes, complete";

    private Rows() {}

    static ScanRow scan(ResultSet row) throws SQLException {
        String code = row.getString("error_code");
        return new ScanRow(
                row.getLong("number"),
                row.getString("id"),
                row.getString("image"),
                ScanState.of(row.getString("state")),
                Instant.parse(row.getString("queued")),
                instant(row.getString("started")),
                instant(row.getString("ended")),
                code == null ? Optional.empty() : Optional.of(new ScanError(code, row.getString("error_message"))),
                row.getLong("result_bytes"));
    }

    static ImageRow image(ResultSet row) throws SQLException {
        return new ImageRow(
                scan(row),
                row.getString("digest"),
                row.getString("verdict"),
                new Counts(
                        row.getInt("critical"),
                        row.getInt("high"),
                        row.getInt("medium"),
                        row.getInt("low"),
                        row.getInt("unspecified"),
                        row.getInt("waived"),
                        row.getInt("suppressed")),
                new CoverageCounts(
                        row.getInt("components"),
                        row.getInt("judged"),
                        row.getInt("judged_fixes_only"),
                        row.getInt("not_judged"),
                        row.getInt("unidentified"),
                        row.getInt("gaps"),
                        row.getInt("unreadable"),
                        row.getInt("percent_judged"),
                        row.getInt("percent_judged_or_fixes"),
                        row.getBoolean("complete")));
    }

    private static Optional<Instant> instant(@Nullable String text) {
        return Optional.ofNullable(text).map(Instant::parse);
    }
}
