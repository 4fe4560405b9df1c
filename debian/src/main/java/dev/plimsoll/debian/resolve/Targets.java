package dev.plimsoll.debian.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which versions of which packages a name in a relation means: the package's own, then those that provide it.
 *
 * @see <a href="https://wiki.ubuntu.com/MultiarchSpec">Multiarch specification</a>
 */
final class Targets {
    private final PackageUniverse universe;
    private final Versions versions;
    private final Map<Alternative, List<ArchivePackage>> known = new HashMap<>();

    Targets(PackageUniverse universe, Versions versions) {
        this.universe = universe;
        this.versions = versions;
    }

    List<ArchivePackage> of(Alternative alternative) {
        return known.computeIfAbsent(alternative, this::find);
    }

    private List<ArchivePackage> find(Alternative wanted) {
        boolean any = wanted.architecture().equals("any");
        if (!any && !isOurs(wanted.architecture())) {
            return List.of();
        }
        Set<ArchivePackage> found = new LinkedHashSet<>();
        for (ArchivePackage each : universe.versions(wanted.name())) {
            if ((!any || each.multiArch() == MultiArch.ALLOWED) && admits(wanted, each.version())) {
                found.add(each);
            }
        }
        for (PackageUniverse.Provider provider : universe.providers(wanted.name())) {
            if (provides(provider, any) && admitsProvided(wanted, provider.name())) {
                found.add(provider.owner());
            }
        }
        return new ArrayList<>(found);
    }

    /** A qualified name is provided for itself; others by packages that serve any architecture for {@code :any} too. */
    private boolean provides(PackageUniverse.Provider provider, boolean any) {
        String qualifier = provider.name().architecture();
        if (any) {
            return qualifier.equals("any")
                    || qualifier.isEmpty() && provider.owner().multiArch() == MultiArch.ALLOWED;
        }
        return isOurs(qualifier);
    }

    private boolean isOurs(String qualifier) {
        return qualifier.isEmpty() || qualifier.equals("native") || qualifier.equals(universe.architecture());
    }

    private boolean admits(Alternative wanted, String version) {
        return wanted.constraint().map(each -> versions.admits(each, version)).orElse(true);
    }

    /** A name that is provided without a version fulfils no versioned relation. */
    private boolean admitsProvided(Alternative wanted, Alternative provided) {
        if (wanted.constraint().isEmpty()) {
            return true;
        }
        return provided.constraint().map(each -> admits(wanted, each.version())).orElse(false);
    }
}
