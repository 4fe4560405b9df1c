package dev.plimsoll.advisory;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What one source can say about one component. 'Nothing found' is only said of what was judged.
 *
 * @param level how far it was judged
 * @param source id of the feed or archive that judged, or that was asked; empty if there is none
 * @param date the publisher's own date of the data, if known
 * @param confirmed when the publisher last confirmed it: fetched, 'not modified', signature verified
 * @param reason why not, or why not fully
 * @param detail one line for people; may be empty for {@link Reason#NONE}
 */
public record Coverage(
        Level level, String source, Optional<Instant> date, Optional<Instant> confirmed, Reason reason, String detail) {

    /** How far a component was judged, best first. */
    public enum Level {
        /** Known flaws, fixed or not, would have been found. */
        JUDGED,
        /** Only flaws with a published fix would have been found. */
        JUDGED_FIXES_ONLY,
        /** Nothing is known either way. */
        NOT_JUDGED
    }

    /** Why a component is not, or not fully, judged. */
    public enum Reason {
        /** It is judged. */
        NONE,
        /** The source sees published fixes only. */
        FIXES_ONLY,
        /** No source covers its ecosystem or release. */
        NO_SOURCE,
        /** Its version is not stated, or can't be read. */
        VERSION_UNREADABLE,
        /** At least one advisory about it can't be evaluated. */
        ADVISORY_UNREADABLE,
        /** The release has left the mirror, or is past its end of life. */
        END_OF_LIFE,
        /** Its lineage is not proved: a third-party build, or a changelog that does not reach back. */
        LINEAGE,
        /** It is proved not to be its distribution's, so that no source for the distribution's packages judges it. */
        FOREIGN,
        /** The source could not be reached, or can't be trusted. */
        SOURCE_FAILED,
        /** The run was told not to ask ({@code --offline}). */
        NOT_ASKED,
        /** Its coordinate is not known. */
        UNIDENTIFIED,
        /** It is judged as the distro package that owns it. */
        BY_OWNER
    }

    public Coverage {
        Objects.requireNonNull(level, "level is null");
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(date, "date is null");
        Objects.requireNonNull(confirmed, "confirmed is null");
        Objects.requireNonNull(reason, "reason is null");
        Objects.requireNonNull(detail, "detail is null");
        if ((level == Level.NOT_JUDGED) && reason == Reason.NONE) {
            throw new IllegalArgumentException("what is not judged has a reason");
        }
    }

    /** Nothing is known, for a reason. */
    public static Coverage notJudged(String source, Reason reason, String detail) {
        return new Coverage(Level.NOT_JUDGED, source, Optional.empty(), Optional.empty(), reason, detail);
    }
}
