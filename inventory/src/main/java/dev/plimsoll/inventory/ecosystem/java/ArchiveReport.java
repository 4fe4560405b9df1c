package dev.plimsoll.inventory.ecosystem.java;

import dev.plimsoll.base.Digest;
import dev.plimsoll.image.Gap;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.Purl;
import dev.plimsoll.inventory.Unidentified;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns what an archive says of itself into components, or into an unidentified piece. */
final class ArchiveReport {
    private static final List<String> NO_PROGRAM = List.of("-sources", "-javadoc", "-test-sources", "-test-javadoc");

    private final ExtractorOutput output;

    ArchiveReport(ExtractorOutput output) {
        this.output = output;
    }

    /** What costs reading the archive again, and is only asked for if it is unidentified. */
    interface Costly {
        Digest sha1() throws IOException;

        PackageTally packages() throws IOException;
    }

    void report(ArchivePlace place, ArchiveFacts facts, Costly costly) throws IOException {
        String stem = place.stem();
        if (!facts.hasCode() && NO_PROGRAM.stream().anyMatch(stem::endsWith)) {
            return;
        }
        List<StatedCoordinate> stated = stated(place, facts);
        Optional<OwnCoordinate> own = OwnCoordinate.find(stem, facts.manifest(), stated);
        Optional<Coordinate> fromManifest =
                own.isEmpty() ? ManifestCoordinate.of(stem, facts.manifest()) : Optional.empty();
        own.ifPresent(o -> own(place, o.stated().coordinate(), o.classifier(), facts.manifest()));
        fromManifest.ifPresent(coordinate -> own(place, coordinate, "", facts.manifest()));
        for (StatedCoordinate one : stated) {
            if (own.isEmpty() || !own.get().stated().equals(one)) {
                component(one.coordinate(), JavaPurl.of(one.coordinate()), place.inside(one.statedIn()));
            }
        }
        if (own.isEmpty() && fromManifest.isEmpty() && (facts.hasCode() || isNamedLikeRelease(stem))) {
            unidentified(place, facts, stated.size(), costly);
        }
    }

    /** An empty starter has no code, but a coordinate, and advisories name it: its checksum may prove which it is. */
    private static boolean isNamedLikeRelease(String stem) {
        return !FileNameParts.of(stem, List.of()).isEmpty();
    }

    private List<StatedCoordinate> stated(ArchivePlace place, ArchiveFacts facts) {
        List<StatedCoordinate> stated = new ArrayList<>();
        for (MavenFolder folder : facts.folders()) {
            Optional<Coordinate> coordinate = folder.coordinate();
            if (coordinate.isPresent()) {
                StatedCoordinate one = new StatedCoordinate(coordinate.get(), folder.statedIn());
                if (!stated.contains(one)) {
                    stated.add(one);
                }
            } else {
                output.gap(new Gap(
                        place.inside(folder.statedIn()).path(),
                        place.layer(),
                        Gap.Reason.UNSUPPORTED,
                        "it states no groupId and artifactId that Maven would accept"));
            }
        }
        return stated;
    }

    private void own(ArchivePlace place, Coordinate coordinate, String classifier, ManifestText manifest) {
        List<String> licences = Licences.of(coordinate, manifest);
        component(
                coordinate.withLicences(licences),
                JavaPurl.of(coordinate, place.kind().purlType(), classifier),
                place.location());
    }

    private void component(Coordinate coordinate, Purl purl, Location location) {
        output.component(Component.of(JavaEcosystem.ID, coordinate.name(), coordinate.version(), purl, location)
                .withLicences(coordinate.licences()));
    }

    private void unidentified(ArchivePlace place, ArchiveFacts facts, int stated, Costly costly) throws IOException {
        List<String> hints = Hints.of(place.fileName(), facts.manifest(), costly.packages());
        String reason = stated == 0
                ? "it states no Maven coordinate"
                : "it states " + stated + " Maven coordinates of parts in it, but none as its own";
        if (isJavaRuntime(place, facts.manifest())) {
            hints = Hints.ofRuntime(hints);
            reason = "it is a part of the Java runtime it lies in, which has no Maven coordinate";
        }
        output.unidentified(new Unidentified(
                JavaEcosystem.ID, place.location(), costly.sha1().toString(), hints, reason));
    }

    private static boolean isJavaRuntime(ArchivePlace place, ManifestText manifest) {
        return place.depth() == 1
                && (manifest.get("Implementation-Title").equals("Java Runtime Environment")
                        || manifest.get("Specification-Title").equals("Java Platform API Specification"));
    }
}
