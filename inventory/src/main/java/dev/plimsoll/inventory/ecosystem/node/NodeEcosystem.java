package dev.plimsoll.inventory.ecosystem.node;

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

/** npm packages: what lies in {@code node_modules}, and in source trees what the lock files of npm, yarn and pnpm name. */
public final class NodeEcosystem implements Ecosystem {
    static final String ID = "node";

    private final VersionScheme versions = new NpmVersionScheme();
    private final List<Extractor> extractors;

    /** The ecosystem; it keeps nothing of what it reads. */
    public NodeEcosystem() {
        PackageJsonReader packageJson = new PackageJsonReader();
        extractors = List.of(
                new InstalledPackageExtractor(packageJson),
                new NpmLockExtractor(),
                new YarnLockExtractor(),
                new PnpmLockExtractor(),
                new UnlockedManifestExtractor(packageJson),
                UnreadableStoreExtractor.installed(),
                UnreadableStoreExtractor.locked());
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<String> purlTypes() {
        return Set.of("npm");
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
        return List.of(new PackageKey("npm", PackageKey.Kind.BINARY, component.name()));
    }

    @Override
    public Optional<Component> fromPurl(Purl purl, Location location) {
        if (!purl.type().equals("npm")) {
            return Optional.empty();
        }
        String name = purl.namespace().isEmpty() ? purl.name() : purl.namespace() + "/" + purl.name();
        return Optional.of(Component.of(ID, name, purl.version(), purl, location));
    }
}
