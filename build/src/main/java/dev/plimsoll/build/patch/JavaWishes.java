package dev.plimsoll.build.patch;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.build.patch.java.LibraryWish;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.scan.Finding;
import dev.plimsoll.scan.ScanResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which Java libraries are to be exchanged, and for which version: by what is known against them, or as somebody says. */
final class JavaWishes {
    static final String ECOSYSTEM = "java";

    private final PatchOptions options;
    private final ScanResult before;
    private final Map<String, String> former;
    private final FixedVersions fixed = new FixedVersions();
    private final List<LibraryWish> wishes = new ArrayList<>();
    private final Map<String, String> kept = new TreeMap<>();

    private JavaWishes(PatchOptions options, ScanResult before, Map<String, String> former) {
        this.options = options;
        this.before = before;
        this.former = former;
    }

    /**
     * What is to be exchanged.
     *
     * @param former versions that libraries have to get at least, by name and version
     * @throws PlimsollException USAGE if a version is stated for a library that is not there
     */
    static JavaWishes of(PatchOptions options, ScanResult before, Map<String, String> former) {
        JavaWishes result = new JavaWishes(options, before, former);
        result.requireKnown();
        // The same library in the same version, wherever it lies.
        Map<String, List<Component>> libraries = new LinkedHashMap<>();
        for (Component each : before.inventory().components()) {
            if (each.ecosystem().equals(ECOSYSTEM) && each.name().contains(":")) {
                libraries
                        .computeIfAbsent(each.name() + " " + each.version(), key -> new ArrayList<>())
                        .add(each);
            }
        }
        libraries.values().forEach(result::consider);
        libraries.values().forEach(result::considerKin);
        return result;
    }

    List<LibraryWish> wishes() {
        return wishes;
    }

    /** Libraries with a fix that they don't get, and why. */
    Map<String, String> kept() {
        return kept;
    }

    /** Paths of the files that they lie in. */
    Set<String> files() {
        Set<String> files = new HashSet<>();
        wishes.forEach(wish -> wish.places().forEach(place -> files.add(place.split("!/", 2)[0])));
        return files;
    }

    private void requireKnown() {
        for (String name : options.to().keySet()) {
            if (!isThere(before, name)) {
                throw new PlimsollException(
                        ErrorCode.USAGE, "the image has no Java library " + SafeText.oneLine(name, 200));
            }
        }
    }

    /** Whether an image has a library that is called so: {@code artifact} or {@code group:artifact}. */
    static boolean isThere(ScanResult image, String name) {
        return image.inventory().components().stream()
                .anyMatch(each -> each.ecosystem().equals(ECOSYSTEM) && isCalled(each, name));
    }

    private static boolean isCalled(Component library, String name) {
        return library.name().equals(name) || library.name().endsWith(":" + name);
    }

    private void consider(List<Component> copies) {
        Component library = copies.get(0);
        Optional<String> atLeast = Optional.ofNullable(former.get(library.name() + " " + library.version()));
        Optional<String> byHand = options.to().entrySet().stream()
                .filter(each -> isCalled(library, each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        if (byHand.isPresent()) {
            wish(
                    copies,
                    List.of(atLeast.map(least -> fixed.later(byHand.get(), least))
                            .orElse(byHand.get())),
                    true);
            return;
        }
        List<Finding> findings =
                findings(library).stream().filter(this::isWanted).toList();
        FixedVersions.Choice choice = fixed.choose(library.version(), findings);
        List<String> versions =
                atLeast.map(least -> fixed.from(least, choice.versions())).orElse(choice.versions());
        if (!versions.isEmpty()) {
            wish(copies, versions, false);
        }
        if (!choice.beyond().isEmpty()) {
            keep(library, String.join(", ", choice.beyond()) + ", which is a major step");
        }
    }

    private List<Finding> findings(Component library) {
        return before.findings().stream()
                .filter(each -> each.component().ecosystem().equals(ECOSYSTEM)
                        && each.component().name().equals(library.name())
                        && each.component().version().equals(library.version()))
                .toList();
    }

    private boolean isWanted(Finding finding) {
        return !options.isPart()
                || options.onlyPackages().stream().anyMatch(name -> isCalled(finding.component(), name))
                || options.onlyFlaws().contains(finding.id())
                || finding.aliases().stream().anyMatch(options.onlyFlaws()::contains)
                || options.onlySeverities().contains(finding.severity());
    }

    private void wish(List<Component> copies, List<String> versions, boolean exact) {
        Component library = copies.get(0);
        String best = versions.get(0);
        Optional<Component> owned = owned(copies);
        if (library.version().equals(best)) {
            return;
        }
        if (owned.isPresent()) {
            keep(
                    library,
                    "it is a file of the package "
                            + owned.get().owner().orElseThrow().name());
        } else if (!fixed.isStepForward(library.version(), best)) {
            keep(library, best + " is another major line, or older");
        } else {
            wishes.add(wish(copies, library, versions, exact));
        }
    }

    /** What was released with a library that is to be exchanged, and lies beside it, goes with it. */
    private void considerKin(List<Component> copies) {
        LibraryWish kin = wish(copies, copies.get(0), List.of(), false);
        List<LibraryWish> wanted = wishes.stream()
                .filter(LibraryWish::isWanted)
                .filter(kin::isKinOf)
                .toList();
        boolean isOne = wanted.stream().anyMatch(each -> each.artifact().equals(kin.artifact()));
        if (!wanted.isEmpty() && !isOne && owned(copies).isEmpty()) {
            // A flaw that goes at one place is promised to be gone, wherever the library lies.
            wishes.add(findings(copies.get(0)).isEmpty() ? kin.beside(wanted) : kin);
        }
    }

    private static Optional<Component> owned(List<Component> copies) {
        return copies.stream().filter(each -> each.owner().isPresent()).findFirst();
    }

    private static LibraryWish wish(List<Component> copies, Component library, List<String> versions, boolean exact) {
        int colon = library.name().indexOf(':');
        return new LibraryWish(
                library.name().substring(0, colon),
                library.name().substring(colon + 1),
                library.version(),
                versions,
                exact,
                copies.stream()
                        .flatMap(each -> each.locations().stream())
                        .map(Location::path)
                        .distinct()
                        .toList());
    }

    private void keep(Component library, String why) {
        kept.put(library.name() + " " + library.version(), why);
    }
}
