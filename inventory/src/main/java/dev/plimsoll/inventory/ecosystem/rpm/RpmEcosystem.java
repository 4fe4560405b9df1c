package dev.plimsoll.inventory.ecosystem.rpm;

import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Ecosystem;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.Owner;
import dev.plimsoll.inventory.OwnershipInput;
import dev.plimsoll.inventory.OwnsFiles;
import dev.plimsoll.inventory.PackageKey;
import dev.plimsoll.inventory.Purl;
import dev.plimsoll.inventory.UnreadableVersionException;
import dev.plimsoll.inventory.Version;
import dev.plimsoll.inventory.VersionScheme;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** AlmaLinux, Rocky Linux, Fedora, Azure Linux and everything else that rpm installs. */
public final class RpmEcosystem implements Ecosystem, OwnsFiles {
    static final String ID = "rpm";

    private static final VersionScheme SCHEME = new VersionScheme() {
        @Override
        public String id() {
            return "rpm";
        }

        @Override
        public Version parse(String text) throws UnreadableVersionException {
            return RpmVersion.parse(text);
        }
    };

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<String> purlTypes() {
        return Set.of(RpmNames.TYPE);
    }

    @Override
    public VersionScheme versions() {
        return SCHEME;
    }

    @Override
    public List<Extractor> extractors() {
        return List.of(new RpmExtractor());
    }

    @Override
    public List<PackageKey> keys(Component component, Optional<Distro> distro) {
        return RpmNames.keys(component, distro);
    }

    @Override
    public Optional<Component> fromPurl(Purl purl, Location location) {
        return RpmNames.component(purl, location);
    }

    @Override
    public Map<String, Owner> owners(OwnershipInput input, ExtractorOutput gaps) {
        return new RpmOwnership(input, gaps).owners();
    }
}
