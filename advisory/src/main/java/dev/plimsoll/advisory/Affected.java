package dev.plimsoll.advisory;

import dev.plimsoll.inventory.PackageKey;
import java.util.List;
import java.util.Objects;

/**
 * One package that an advisory speaks of.
 *
 * @param key ecosystem, kind of name, name
 * @param ranges affected ranges; empty if only {@code versions} say it
 * @param versions single affected versions as published
 * @param fixState what the publisher says about a fix; with {@link FixState#NOT_AFFECTED} the ranges say what was looked at (none:
 *     all)
 * @param module the module stream ({@code name:stream}) that it is about, or empty
 * @param binaries names of the affected binary packages, where the publisher lists them for a source package; empty: all
 */
public record Affected(
        PackageKey key,
        List<VersionRange> ranges,
        List<String> versions,
        FixState fixState,
        String module,
        List<String> binaries) {
    public Affected {
        Objects.requireNonNull(key, "key is null");
        Objects.requireNonNull(fixState, "fixState is null");
        Objects.requireNonNull(module, "module is null");
        ranges = List.copyOf(ranges);
        versions = List.copyOf(versions);
        binaries = List.copyOf(binaries);
    }

    /** The same of another key. */
    public Affected withKey(PackageKey newKey) {
        return new Affected(newKey, ranges, versions, fixState, module, binaries);
    }
}
