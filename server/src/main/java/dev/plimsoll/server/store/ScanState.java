package dev.plimsoll.server.store;

import java.util.Locale;

/** How far a scan is. */
public enum ScanState {
    /** It waits for those before it. */
    QUEUED,
    /** It is being scanned. */
    RUNNING,
    /** There is a result. */
    DONE,
    /** There is none, and an error says why. */
    FAILED;

    /** As the API and the database write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ScanState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
