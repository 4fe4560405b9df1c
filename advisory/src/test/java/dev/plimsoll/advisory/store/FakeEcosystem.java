package dev.plimsoll.advisory.store;

import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Ecosystem;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.Origin;
import dev.plimsoll.inventory.PackageKey;
import dev.plimsoll.inventory.PackageKey.Kind;
import dev.plimsoll.inventory.Purl;
import dev.plimsoll.inventory.UnreadableVersionException;
import dev.plimsoll.inventory.Version;
import dev.plimsoll.inventory.VersionScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An ecosystem to look things up with: its components are named under one ecosystem of OSV, by source name if they have an origin, and by
 * their own. Versions are texts; {@code unreadable} is none.
 *
 * @param osv OSV's name; empty: nobody publishes for it
 */
record FakeEcosystem(String id, String osv) implements Ecosystem {
    private static final Map<String, FakeEcosystem> ALL = Map.of(
            "deb12", new FakeEcosystem("deb12", "Debian:12"),
            "deb99", new FakeEcosystem("deb99", "Debian:99"),
            "alpine311", new FakeEcosystem("alpine311", "Alpine:v3.11"),
            "jammy", new FakeEcosystem("jammy", "Ubuntu:22.04:LTS"),
            "alma8", new FakeEcosystem("alma8", "AlmaLinux:8"),
            "python", new FakeEcosystem("python", "PyPI"),
            "node", new FakeEcosystem("node", "npm"),
            "homemade", new FakeEcosystem("homemade", ""));

    static Optional<Ecosystem> byId(String id) {
        return Optional.ofNullable(ALL.get(id));
    }

    static Component component(String ecosystem, String name, String version) {
        return Component.of(
                ecosystem,
                name,
                version,
                Purl.parse("pkg:generic/thing@1").orElseThrow(),
                new Location("somewhere", OptionalInt.empty()));
    }

    static Component component(String ecosystem, String name, String source, String version) {
        return component(ecosystem, name, version).withOrigin(new Origin(source, version));
    }

    @Override
    public Set<String> purlTypes() {
        return Set.of("generic");
    }

    @Override
    public VersionScheme versions() {
        return new VersionScheme() {
            @Override
            public String id() {
                return "text";
            }

            @Override
            public Version parse(String text) throws UnreadableVersionException {
                if (text.equals("unreadable")) {
                    throw new UnreadableVersionException(text, "it says so");
                }
                return new Text(text);
            }
        };
    }

    private record Text(String text) implements Version {
        @Override
        public int compareTo(Version other) {
            return text.compareTo(other.toString());
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Override
    public List<Extractor> extractors() {
        return List.of();
    }

    @Override
    public List<PackageKey> keys(Component component, Optional<Distro> distro) {
        if (osv.isEmpty()) {
            return List.of();
        }
        List<PackageKey> keys = new ArrayList<>();
        component.origin().ifPresent(origin -> keys.add(new PackageKey(osv, Kind.SOURCE, origin.name())));
        keys.add(new PackageKey(osv, Kind.BINARY, canonicalName(component.name())));
        return keys;
    }

    @Override
    public String canonicalName(String name) {
        return id.equals("python") ? name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-") : name;
    }

    @Override
    public Optional<Component> fromPurl(Purl purl, Location location) {
        return Optional.empty();
    }
}
