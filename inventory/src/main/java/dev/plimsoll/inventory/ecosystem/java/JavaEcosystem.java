package dev.plimsoll.inventory.ecosystem.java;

import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Ecosystem;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.Identifies;
import dev.plimsoll.inventory.IdentifyContext;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.PackageKey;
import dev.plimsoll.inventory.Purl;
import dev.plimsoll.inventory.Unidentified;
import dev.plimsoll.inventory.VersionScheme;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Java libraries and applications by their Maven coordinates, {@code group:artifact}. */
public final class JavaEcosystem implements Ecosystem, Identifies {
    static final String ID = "java";

    private static final String OSV = "Maven";

    private final VersionScheme versions = new MavenVersions();
    private final List<Extractor> extractors =
            List.of(new JarExtractor(), new ExplodedExtractor(), new PomExtractor(), new GradleLockExtractor());

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<String> purlTypes() {
        return Set.of(JavaPurl.TYPE);
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
        return List.of(new PackageKey(OSV, PackageKey.Kind.BINARY, component.name()));
    }

    @Override
    public Identified identify(List<Unidentified> pieces, IdentifyContext context) {
        return new JarIdentifier(context).identify(pieces);
    }

    @Override
    public Optional<Component> fromPurl(Purl purl, Location location) {
        if (!purl.type().equals(JavaPurl.TYPE) || purl.namespace().isEmpty()) {
            return Optional.empty();
        }
        String name = purl.namespace() + ":" + purl.name();
        return Optional.of(Component.of(ID, name, purl.version(), purl, location));
    }
}
