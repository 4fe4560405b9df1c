package dev.plimsoll.advisory;

import dev.plimsoll.inventory.PackageKey;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;

/** Where a feed puts what it read, one record at a time. Not for concurrent use. */
public interface FeedSink {
    /** One record, with all packages it speaks of. */
    void advisory(Advisory advisory) throws IOException;

    /** This feed speaks for an ecosystem: that it names no flaw of a package there means that its publisher knows of none. */
    void covers(String ecosystem);

    /**
     * A record that speaks of a package and can't be evaluated for it (a broken range, a status that says 'undetermined'): the package
     * is not judged for that flaw.
     */
    void unjudgeable(PackageKey key, String id, String reason) throws IOException;

    /** A record, or a part of one, that could not be read; counted and named. */
    void skipped(SkippedRecord record);

    /** A record that its publisher has taken back; it is not kept. */
    void withdrawn(String id);

    /** CISA's catalogue holds this CVE since {@code added}. */
    void exploited(String cve, LocalDate added, boolean ransomware) throws IOException;

    /** FIRST's score of this CVE; both numbers are from 0 to 1. */
    void scored(String cve, double score, double percentile) throws IOException;

    /** The publisher's own date of the data; the newest one given counts. */
    void date(Instant date);
}
