package dev.plimsoll.scan;

import dev.plimsoll.advisory.Affected;
import dev.plimsoll.advisory.VersionRange;
import dev.plimsoll.advisory.VersionRange.Event;
import dev.plimsoll.inventory.UnreadableVersionException;
import dev.plimsoll.inventory.Version;
import dev.plimsoll.inventory.VersionScheme;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a version lies in an affected range, by OSV's evaluation algorithm.
 *
 * @see <a href="https://ossf.github.io/osv-schema/#evaluation">OSV, evaluation</a>
 */
final class RangeMatcher {
    private final VersionScheme scheme;

    RangeMatcher(VersionScheme scheme) {
        this.scheme = scheme;
    }

    /**
     * What an affected entry says of a version.
     *
     * @param affected whether the version is affected
     * @param range what matched, in words; empty if nothing did
     * @param fixedVersion the lowest published version above that the entry calls mended, or empty
     */
    record Match(boolean affected, String range, String fixedVersion) {
        static final Match NONE = new Match(false, "", "");
    }

    /**
     * Evaluates all ranges and versions of an entry.
     *
     * @throws UnreadableVersionException if nothing matched and some part of the entry can't be read or means no version: then
     *     nothing can be said
     */
    Match match(Affected entry, Version version) throws UnreadableVersionException {
        String exact = exactMatch(entry, version);
        List<List<Bound>> readable = new ArrayList<>();
        UnreadableVersionException unreadable = null;
        for (VersionRange range : entry.ranges()) {
            if (range.kind() == VersionRange.Kind.GIT) {
                continue;
            }
            try {
                readable.add(bounds(range));
            } catch (UnreadableVersionException e) {
                unreadable = e;
            }
        }
        String words = exact;
        for (List<Bound> range : readable) {
            if (words.isEmpty() && contains(range, version)) {
                words = inWords(range, version);
            }
        }
        if (!words.isEmpty()) {
            return new Match(true, words, fixedVersion(entry, readable, version));
        }
        if (unreadable != null) {
            throw unreadable;
        }
        if (readable.isEmpty() && entry.versions().isEmpty()) {
            throw new UnreadableVersionException(
                    entry.key().name(), "the record states no version that can be compared");
        }
        return Match.NONE;
    }

    /** A listed version counts if it is the same text, or reads as the same version. */
    private String exactMatch(Affected entry, Version version) {
        String text = version.toString();
        for (String listed : entry.versions()) {
            if (listed.equals(text)) {
                return "=" + listed;
            }
        }
        for (String listed : entry.versions()) {
            // A listed version that can't be read is no version that the ecosystem's tools would install under another
            // spelling.
            if (parse(listed).filter(each -> each.compareTo(version) == 0).isPresent()) {
                return "=" + listed;
            }
        }
        return "";
    }

    private Optional<Version> parse(String text) {
        try {
            return Optional.of(scheme.parse(text));
        } catch (UnreadableVersionException e) {
            return Optional.empty();
        }
    }

    /** One event with its version read; no version means 'from the beginning' or 'no limit'. */
    private record Bound(
            Event.Type type, String text, @Nullable Version version) {
        boolean isAtOrBelow(Version other) {
            return version == null || version.compareTo(other) <= 0;
        }

        boolean endsAbove(Version other) {
            return version != null
                    && switch (type) {
                        case INTRODUCED -> false;
                        case FIXED, LIMIT -> version.compareTo(other) > 0;
                        case LAST_AFFECTED -> version.compareTo(other) >= 0;
                    };
        }
    }

    private List<Bound> bounds(VersionRange range) throws UnreadableVersionException {
        List<Bound> bounds = new ArrayList<>(range.events().size());
        for (Event event : range.events()) {
            boolean open = event.type() == Event.Type.INTRODUCED
                            && event.version().equals("0")
                    || event.type() == Event.Type.LIMIT && event.version().equals("*");
            bounds.add(new Bound(event.type(), event.version(), open ? null : scheme.parse(event.version())));
        }
        bounds.sort(ORDER);
        return bounds;
    }

    /** By version, and at the same version by what OSV means: 'fixed 2, introduced 2' is affected from 2 on. */
    private static final Comparator<Bound> ORDER = (a, b) -> {
        if (a.version == null || b.version == null) {
            return Boolean.compare(a.version != null, b.version != null);
        }
        int order = a.version.compareTo(b.version);
        return order != 0 ? order : Integer.compare(rank(a.type), rank(b.type));
    };

    private static int rank(Event.Type type) {
        return switch (type) {
            case FIXED -> 0;
            case INTRODUCED -> 1;
            case LAST_AFFECTED -> 2;
            case LIMIT -> 3;
        };
    }

    private static boolean contains(List<Bound> range, Version version) {
        if (!isBelowLimit(range, version)) {
            return false;
        }
        boolean affected = false;
        for (Bound bound : range) {
            switch (bound.type) {
                case INTRODUCED -> affected |= bound.isAtOrBelow(version);
                case FIXED -> affected &= !bound.isAtOrBelow(version);
                case LAST_AFFECTED -> affected &= bound.version == null || bound.version.compareTo(version) >= 0;
                case LIMIT -> {}
            }
        }
        return affected;
    }

    private static boolean isBelowLimit(List<Bound> range, Version version) {
        boolean limited = false;
        for (Bound bound : range) {
            if (bound.type == Event.Type.LIMIT) {
                if (bound.version == null || version.compareTo(bound.version) < 0) {
                    return true;
                }
                limited = true;
            }
        }
        return !limited;
    }

    /**
     * The lowest fixed version above {@code version} that no range of the entry contains: publishers close a branch without a fix at
     * the next branch's start, and such an end is no fix.
     */
    private static String fixedVersion(Affected entry, List<List<Bound>> ranges, Version version) {
        Bound best = null;
        for (List<Bound> range : ranges) {
            for (Bound bound : range) {
                if (bound.type == Event.Type.FIXED
                        && bound.version != null
                        && bound.version.compareTo(version) > 0
                        && (best == null || best.version == null || bound.version.compareTo(best.version) < 0)
                        && !entry.versions().contains(bound.text)
                        && noneContains(ranges, bound.version)) {
                    best = bound;
                }
            }
        }
        return best == null ? "" : best.text;
    }

    private static boolean noneContains(List<List<Bound>> ranges, Version version) {
        for (List<Bound> range : ranges) {
            if (contains(range, version)) {
                return false;
            }
        }
        return true;
    }

    /** The interval of the range that holds the version. */
    private static String inWords(List<Bound> range, Version version) {
        String start = "";
        for (Bound bound : range) {
            if (bound.type == Event.Type.INTRODUCED && bound.isAtOrBelow(version)) {
                start = bound.version == null ? "" : ">=" + bound.text;
            } else if (bound.endsAbove(version)) {
                String end = (bound.type == Event.Type.LAST_AFFECTED ? "<=" : "<") + bound.text;
                return start.isEmpty() ? end : start + " " + end;
            }
        }
        return start.isEmpty() ? "all" : start;
    }
}
