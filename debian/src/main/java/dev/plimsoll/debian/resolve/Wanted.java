package dev.plimsoll.debian.resolve;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the versions that a request names, or says all that is wrong with it at once. */
final class Wanted {
    private final PackageUniverse pinned;
    private final PackageUniverse all;
    private final List<Pin> pins;
    private final List<String> faults = new ArrayList<>();

    Wanted(PackageUniverse pinned, PackageUniverse all, List<Pin> pins) {
        this.pinned = pinned;
        this.all = all;
        this.pins = pins;
    }

    /** @throws PlimsollException USAGE naming each that is not there */
    List<ArchivePackage> find(List<String> texts) {
        List<ArchivePackage> found = new ArrayList<>();
        for (String text : texts) {
            find(text).ifPresent(found::add);
        }
        if (!faults.isEmpty()) {
            throw new PlimsollException(ErrorCode.USAGE, String.join("\n", faults));
        }
        return found.stream().distinct().toList();
    }

    private Optional<ArchivePackage> find(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        if (all.versions(name).isEmpty()) {
            return virtual(name);
        }
        List<ArchivePackage> versions = pinned.versions(name);
        if (equals >= 0) {
            String version = text.substring(equals + 1);
            Optional<ArchivePackage> found = versions.stream()
                    .filter(each -> each.version().equals(version))
                    .findFirst();
            if (found.isEmpty()) {
                faults.add("there is no " + printable(name) + " of the version " + printable(version) + "; there is "
                        + listed(all.versions(name)) + pinned());
            }
            return found;
        }
        if (versions.isEmpty()) {
            faults.add("no version of " + name + " fits the pins " + texts(pins) + "; there is "
                    + listed(all.versions(name)));
        }
        return pinned.candidate(name);
    }

    /** A name that only others provide is taken for its provider if there is just one. */
    private Optional<ArchivePackage> virtual(String name) {
        List<ArchivePackage> owners = pinned.providers(name).stream()
                .map(PackageUniverse.Provider::owner)
                .filter(each -> pinned.candidate(each.name()).orElse(each).equals(each))
                .distinct()
                .toList();
        List<String> names =
                owners.stream().map(ArchivePackage::name).distinct().sorted().toList();
        if (names.size() == 1) {
            return Optional.of(owners.get(0));
        }
        faults.add(
                names.isEmpty()
                        ? "the archive has no package " + printable(name) + " for " + all.architecture()
                        : printable(name) + " is no package but a name that several provide: "
                                + String.join(", ", names) + ". Name one of them");
        return Optional.empty();
    }

    private String pinned() {
        return pins.isEmpty() ? "" : " (pins: " + texts(pins) + ")";
    }

    private static String texts(List<Pin> pins) {
        return pins.stream().map(Pin::toString).collect(Collectors.joining(", "));
    }

    /** Versions with the suites that have them. */
    static String listed(List<ArchivePackage> versions) {
        return versions.stream()
                .map(each -> each.version() + " (" + each.suite() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String printable(String text) {
        return SafeText.oneLine(text, 200);
    }
}
