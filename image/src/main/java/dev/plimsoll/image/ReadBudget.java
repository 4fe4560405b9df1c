package dev.plimsoll.image;

import dev.plimsoll.base.LimitExceededException;
import dev.plimsoll.base.Limits;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts entries and the text of their names over all layers of an image. Safe for use by several threads. */
final class ReadBudget {
    /** Names of a real image of 200,000 entries take 20 MiB. */
    private static final long MAX_NAME_CHARS = 512L << 20;

    private final int maxEntries;
    private final AtomicInteger entries = new AtomicInteger();
    private final AtomicLong nameChars = new AtomicLong();

    ReadBudget(Limits limits) {
        this.maxEntries = limits.entries();
    }

    void count(String path, String link) throws LimitExceededException {
        if (entries.incrementAndGet() > maxEntries) {
            throw new LimitExceededException(tooMany());
        }
        if (nameChars.addAndGet(path.length() + (long) link.length()) > MAX_NAME_CHARS) {
            throw new LimitExceededException(
                    "the names of the image's files take more than " + (MAX_NAME_CHARS >> 20) + " MiB");
        }
    }

    private String tooMany() {
        return "the image has more than the limit of " + maxEntries + " entries (--limit entries=…)";
    }

    /** As many directories as nobody wrote an entry for may be implied by long paths as entries are allowed. */
    void requireNodes(int nodes) throws LimitExceededException {
        if (nodes > maxEntries) {
            throw new LimitExceededException(tooMany());
        }
    }
}
