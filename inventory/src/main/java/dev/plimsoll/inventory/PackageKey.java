package dev.plimsoll.inventory;

import java.util.Objects;

/**
 * The name by which advisories speak of a component.
 *
 * @param ecosystem OSV's ecosystem name with its suffix: {@code Debian:12}, {@code Alpine:v3.19}, {@code npm}, {@code Go}
 * @param kind whether {@code name} is that of a source or of a binary package; language packages are {@link Kind#BINARY}
 * @param name in the ecosystem's canonical spelling (PyPI names normalised, Go names with their capitals, {@code group:artifact})
 * @see <a href="https://ossf.github.io/osv-schema/#defined-ecosystems">OSV, defined ecosystems</a>
 */
public record PackageKey(String ecosystem, Kind kind, String name) {
    /** What the name names. */
    public enum Kind {
        SOURCE,
        BINARY
    }

    public PackageKey {
        Objects.requireNonNull(ecosystem, "ecosystem is null");
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(name, "name is null");
    }
}
