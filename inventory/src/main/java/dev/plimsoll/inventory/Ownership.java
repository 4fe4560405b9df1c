package dev.plimsoll.inventory;

import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.Gap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gives components of other ecosystems, and unidentified pieces, the distro package that owns their file. */
final class Ownership {
    private final List<Ecosystem> ecosystems;
    private final FileTree tree;
    private final ReadOptions options;

    Ownership(List<Ecosystem> ecosystems, FileTree tree, ReadOptions options) {
        this.ecosystems = ecosystems;
        this.tree = tree;
        this.options = options;
    }

    void resolve(Findings findings) {
        Set<String> installers = ecosystems.stream()
                .filter(OwnsFiles.class::isInstance)
                .map(Ecosystem::id)
                .collect(Collectors.toSet());
        Set<String> paths = new HashSet<>();
        for (Component component : findings.components) {
            if (!installers.contains(component.ecosystem())) {
                component.locations().forEach(location -> paths.add(file(location)));
            }
        }
        findings.unidentified.forEach(piece -> paths.add(file(piece.location())));
        if (paths.isEmpty()) {
            return;
        }
        Map<String, Owner> owners = owners(paths, findings);
        findings.components.replaceAll(
                component -> installers.contains(component.ecosystem()) ? component : withOwner(component, owners));
        findings.unidentified.replaceAll(piece -> {
            Owner owner = owners.get(file(piece.location()));
            return owner == null ? piece : piece.withOwner(owner);
        });
    }

    private Map<String, Owner> owners(Set<String> paths, Findings findings) {
        Map<String, Owner> owners = new HashMap<>();
        OwnershipInput input = new OwnershipInput(paths, tree, options.limits(), options.tempFiles());
        for (Ecosystem ecosystem : ecosystems) {
            if (ecosystem instanceof OwnsFiles installer) {
                try {
                    installer.owners(input, findings).forEach(owners::putIfAbsent);
                } catch (RuntimeException | StackOverflowError e) {
                    findings.gap(new Gap(
                            "",
                            OptionalInt.empty(),
                            Gap.Reason.CORRUPT,
                            "which files " + ecosystem.id() + " packages own can't be read ("
                                    + e.getClass().getSimpleName() + ": " + Extraction.message(e) + ")"));
                }
            }
        }
        return owners;
    }

    /** A component is owned if the same package owns every file it was found in. */
    private static Component withOwner(Component component, Map<String, Owner> owners) {
        @Nullable Owner owner = owners.get(file(component.locations().get(0)));
        if (owner == null || !component.locations().stream().allMatch(each -> owner.equals(owners.get(file(each))))) {
            return component;
        }
        return component.withOwner(owner);
    }

    private static String file(Location location) {
        int archive = location.path().indexOf("!/");
        return archive < 0 ? location.path() : location.path().substring(0, archive);
    }
}
