package dev.plimsoll.debian.resolve;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.inventory.UnreadableVersionException;
import dev.plimsoll.inventory.Version;
import dev.plimsoll.inventory.VersionScheme;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Compares versions, each of which is parsed once. Safe for use by several threads. */
public final class Versions {
    private final VersionScheme scheme;
    private final Map<String, Version> parsed = new ConcurrentHashMap<>();

    private Versions(VersionScheme scheme) {
        this.scheme = scheme;
    }

    /**
     * As an ecosystem compares its versions.
     *
     * @param ecosystem its id, such as {@code dpkg}
     */
    public static Versions of(String ecosystem) {
        return new Versions(Ecosystems.byId(ecosystem)
                .orElseThrow(() -> new IllegalArgumentException("no ecosystem is called " + ecosystem))
                .versions());
    }

    /**
     * Negative, 0 or positive, as {@link Comparable#compareTo}.
     *
     * @throws PlimsollException FEED_MALFORMED if one is no version
     */
    public int compare(String one, String other) {
        return one.equals(other) ? 0 : parse(one).compareTo(parse(other));
    }

    /** Whether a version is as it must be. */
    public boolean admits(VersionConstraint constraint, String version) {
        return constraint.operator().admits(compare(version, constraint.version()));
    }

    private Version parse(String text) {
        Version known = parsed.get(text);
        if (known != null) {
            return known;
        }
        try {
            Version version = scheme.parse(text);
            parsed.put(text, version);
            return version;
        } catch (UnreadableVersionException e) {
            throw new PlimsollException(
                    ErrorCode.FEED_MALFORMED, "the archive or the request has a version that is none: " + text, e);
        }
    }
}
