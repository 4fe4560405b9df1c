package dev.plimsoll.inventory.ecosystem.dpkg;

import dev.plimsoll.image.FileContent;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.Gap;
import dev.plimsoll.image.Want;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.ExtractorInput;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.Location;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Installed packages, from dpkg's status and from the {@code status.d} of images that are built without dpkg. */
final class DpkgStatusExtractor implements Extractor {
    @Override
    public String id() {
        return "dpkg-status";
    }

    @Override
    public Want wants(String path, long size, int mode) {
        return DpkgPaths.isStatus(path) || DpkgPaths.isBeside(path) ? Want.CONTENT : Want.NOTHING;
    }

    @Override
    public boolean startsAt(String path) {
        return DpkgPaths.isStatus(path);
    }

    @Override
    public void extract(ExtractorInput input, ExtractorOutput output) throws IOException {
        String path = input.entry().path();
        new StatusFile(
                        installed -> component(installed, input, output),
                        problem -> output.gap(gap(input.entry(), problem)))
                .read(input.content(), path, path.equals(DpkgPaths.STATUS));
    }

    private static void component(InstalledPackage installed, ExtractorInput input, ExtractorOutput output) {
        String distro = input.distro().map(DebNames::qualifier).orElse("");
        try {
            Component component = Component.of(
                            DpkgEcosystem.ID,
                            installed.name(),
                            installed.version(),
                            DebNames.purl(installed, input.distro(), distro),
                            input.location())
                    .withLocations(locations(installed, input))
                    .withOrigin(installed.origin())
                    .withLicences(licences(installed.name(), input, output));
            output.component(
                    installed.architecture().isEmpty()
                            ? component
                            : component.withProperties(Map.of("arch", installed.architecture())));
        } catch (IllegalArgumentException e) {
            output.gap(gap(input.entry(), "package '" + installed.name() + "' has a name that no package can have"));
        }
    }

    /**
     * Every layer that installs anything rewrites the status file; a package's own list of files is only written with the package, so
     * that its layer is the one that brought it.
     */
    private static List<Location> locations(InstalledPackage installed, ExtractorInput input) {
        return Stream.of(
                        DpkgPaths.list(installed.name()),
                        DpkgPaths.list(installed.name() + ":" + installed.architecture()))
                .flatMap(path -> input.tree().entry(path).stream())
                .findFirst()
                .map(list -> List.of(new Location(list.path(), OptionalInt.of(list.layer())), input.location()))
                .orElseGet(() -> List.of(input.location()));
    }

    /** The file may lie in a sibling package's directory, to which a link leads. */
    private static List<String> licences(String packageName, ExtractorInput input, ExtractorOutput output) {
        Optional<FileEntry> entry = input.tree().find(DpkgPaths.copyright(packageName));
        Optional<FileContent> content = entry.flatMap(input.tree()::content);
        if (entry.isEmpty() || content.isEmpty()) {
            return List.of();
        }
        try {
            return Copyright.licences(content.get(), entry.get().path());
        } catch (IOException e) {
            output.gap(gap(entry.get(), "licences can't be read: " + e.getMessage()));
            return List.of();
        }
    }

    private static Gap gap(FileEntry entry, String problem) {
        return new Gap(entry.path(), OptionalInt.of(entry.layer()), Gap.Reason.CORRUPT, problem);
    }
}
