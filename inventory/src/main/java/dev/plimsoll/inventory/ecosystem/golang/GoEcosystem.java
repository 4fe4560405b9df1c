package dev.plimsoll.inventory.ecosystem.golang;

import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Ecosystem;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.PackageKey;
import dev.plimsoll.inventory.Purl;
import dev.plimsoll.inventory.VersionScheme;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Go modules: what the build information of binaries names, and in source trees what go.mod names. Go's own library is the module
 * {@code stdlib}, its commands are the module {@code toolchain}, as in Go's vulnerability database.
 */
public final class GoEcosystem implements Ecosystem {
    static final String ID = "go";

    private final VersionScheme versions = new GoVersionScheme();
    private final List<Extractor> extractors = List.of(new GoBinaryExtractor(), new GoModExtractor());

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<String> purlTypes() {
        return Set.of("golang");
    }

    @Override
    public VersionScheme versions() {
        return versions;
    }

    @Override
    public List<Extractor> extractors() {
        return extractors;
    }

    /** By the native name: module paths have capitals, which the purl has lost. */
    @Override
    public List<PackageKey> keys(Component component, Optional<Distro> distro) {
        return List.of(new PackageKey("Go", PackageKey.Kind.BINARY, component.name()));
    }

    @Override
    public Optional<Component> fromPurl(Purl purl, Location location) {
        if (!purl.type().equals("golang")) {
            return Optional.empty();
        }
        String name = purl.namespace().isEmpty() ? purl.name() : purl.namespace() + "/" + purl.name();
        return Optional.of(Component.of(ID, name, purl.version(), purl, location));
    }
}
