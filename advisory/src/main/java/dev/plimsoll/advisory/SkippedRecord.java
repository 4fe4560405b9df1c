package dev.plimsoll.advisory;

import dev.plimsoll.base.SafeText;
import java.util.Objects;

/**
 * A record of a feed that could not be read.
 *
 * @param file name of the feed's file
 * @param record what names the record there: an id, an entry's name, a line; made harmless and short
 * @param reason what is wrong, one line; made harmless and short
 */
public record SkippedRecord(String file, String record, String reason) {
    private static final int LONGEST = 300;

    public SkippedRecord {
        Objects.requireNonNull(file, "file is null");
        record = SafeText.oneLine(record, LONGEST);
        reason = SafeText.oneLine(reason, LONGEST);
    }
}
