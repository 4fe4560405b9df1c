package dev.plimsoll.scan;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.AdvisorySource;
import dev.plimsoll.advisory.Affected;
import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.advisory.FixState;
import dev.plimsoll.advisory.Knowledge;
import dev.plimsoll.advisory.VersionRange;
import dev.plimsoll.advisory.VersionRange.Event;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.Origin;
import dev.plimsoll.inventory.PackageKey;
import dev.plimsoll.inventory.Purl;
import dev.plimsoll.inventory.ReadAs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Small inventories, records and sources for tests. */
final class Samples {
    static final Distro BOOKWORM = new Distro("debian", "12", "bookworm", "Debian GNU/Linux 12", List.of());

    private Samples() {}

    static Component npm(String name, String version) {
        return Component.of(
                "node",
                name,
                version,
                Purl.of("npm", "", name, version, Map.of()),
                new Location("app/node_modules/" + name + "/package.json", OptionalInt.of(1)));
    }

    static Component deb(String name, String version, String source, String sourceVersion) {
        return Component.of(
                        "dpkg",
                        name,
                        version,
                        Purl.of("deb", "debian", name, version, Map.of()),
                        new Location("var/lib/dpkg/status", OptionalInt.of(0)))
                .withOrigin(new Origin(source, sourceVersion));
    }

    static Inventory inventory(Distro distro, Component... components) {
        return new Inventory(ReadAs.ROOT, Optional.of(distro), List.of(components), List.of(), List.of(), "");
    }

    static PackageKey npmKey(String name) {
        return new PackageKey("npm", PackageKey.Kind.BINARY, name);
    }

    static PackageKey debianKey(String source) {
        return new PackageKey("Debian:12", PackageKey.Kind.SOURCE, source);
    }

    /** Affected from the beginning until {@code fixed}, or for ever if that is empty. */
    static Advisory advisory(String id, List<String> aliases, PackageKey key, String fixed) {
        List<Event> events = new ArrayList<>();
        events.add(new Event(Event.Type.INTRODUCED, "0"));
        if (!fixed.isEmpty()) {
            events.add(new Event(Event.Type.FIXED, fixed));
        }
        Affected affected = new Affected(
                key,
                List.of(new VersionRange(VersionRange.Kind.ECOSYSTEM, events)),
                List.of(),
                fixed.isEmpty() ? FixState.NOT_FIXED : FixState.FIXED,
                "",
                List.of());
        return advisory(id, aliases, List.of(), affected);
    }

    static Advisory advisory(String id, List<String> aliases, List<String> upstream, Affected affected) {
        return new Advisory(
                id,
                "feed-of-" + id,
                aliases,
                upstream,
                "",
                List.of(affected),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                "");
    }

    /** Judges every component, and knows these records. */
    static AdvisorySource knowing(Coverage.Level level, Advisory... advisories) {
        Coverage coverage = level == Coverage.Level.NOT_JUDGED
                ? Coverage.notJudged("test", Coverage.Reason.SOURCE_FAILED, "it failed")
                : new Coverage(level, "test", Optional.empty(), Optional.empty(), Coverage.Reason.NONE, "");
        return answering(coverage, advisories);
    }

    /** Says this of every component, and knows these records. */
    static AdvisorySource answering(Coverage coverage, Advisory... advisories) {
        return new AdvisorySource() {
            @Override
            public String id() {
                return "test";
            }

            @Override
            public List<Knowledge> lookUp(List<Component> components, Optional<Distro> distro) {
                return components.stream()
                        .map(component -> new Knowledge(List.of(advisories), coverage, List.of()))
                        .toList();
            }

            @Override
            public void close() {}
        };
    }
}
