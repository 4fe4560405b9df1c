package dev.plimsoll.inventory.ecosystem.python;

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

/** Python distributions: what is installed, and in source trees what requirements and lock files name. */
public final class PythonEcosystem implements Ecosystem {
    static final String ID = "python";

    private final VersionScheme versions = new PypiVersionScheme();
    private final List<Extractor> extractors = List.of(
            new InstalledDistributionExtractor(),
            new OpaqueDistributionExtractor(),
            new RequirementsExtractor(),
            new PipfileLockExtractor(),
            new TomlLockExtractor(),
            new UnlockedProjectExtractor());

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<String> purlTypes() {
        return Set.of("pypi");
    }

    @Override
    public VersionScheme versions() {
        return versions;
    }

    @Override
    public List<Extractor> extractors() {
        return extractors;
    }

    @Override
    public List<PackageKey> keys(Component component, Optional<Distro> distro) {
        return List.of(new PackageKey("PyPI", PackageKey.Kind.BINARY, canonicalName(component.name())));
    }

    @Override
    public String canonicalName(String name) {
        return PypiNames.normalised(name);
    }

    @Override
    public Optional<Component> fromPurl(Purl purl, Location location) {
        return purl.type().equals("pypi")
                ? Optional.of(Component.of(ID, purl.name(), purl.version(), purl, location))
                : Optional.empty();
    }
}
