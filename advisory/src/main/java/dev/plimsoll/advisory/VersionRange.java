package dev.plimsoll.advisory;

import java.util.List;
import java.util.Objects;

/**
 * Affected versions as OSV writes them: events in the publisher's words, ordered and evaluated by the ecosystem's scheme.
 *
 * @param kind how the versions are meant
 * @param events as published
 * @see <a href="https://ossf.github.io/osv-schema/#affectedranges-field">OSV, affected[].ranges</a>
 */
public record VersionRange(Kind kind, List<Event> events) {
    /** How the versions of a range are meant. */
    public enum Kind {
        /** Ordered by the package's ecosystem. */
        ECOSYSTEM,
        /** Ordered as SemVer 2.0, without a leading {@code v}. */
        SEMVER,
        /** Commits: says nothing about a package version. */
        GIT
    }

    /**
     * One bound.
     *
     * @param type which
     * @param version as published; {@code 0} for {@code introduced} means from the beginning, {@code *} for {@code limit} means none
     */
    public record Event(Type type, String version) {
        /** The event kinds of OSV. */
        public enum Type {
            INTRODUCED,
            FIXED,
            LAST_AFFECTED,
            LIMIT
        }

        public Event {
            Objects.requireNonNull(type, "type is null");
            Objects.requireNonNull(version, "version is null");
        }
    }

    public VersionRange {
        Objects.requireNonNull(kind, "kind is null");
        events = List.copyOf(events);
    }

    /** All versions from the beginning, to below {@code fixed}. */
    public static VersionRange before(String fixed) {
        return new VersionRange(
                Kind.ECOSYSTEM, List.of(new Event(Event.Type.INTRODUCED, "0"), new Event(Event.Type.FIXED, fixed)));
    }

    /** All versions there are. */
    public static VersionRange all() {
        return new VersionRange(Kind.ECOSYSTEM, List.of(new Event(Event.Type.INTRODUCED, "0")));
    }
}
