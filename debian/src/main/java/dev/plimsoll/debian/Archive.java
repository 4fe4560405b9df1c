package dev.plimsoll.debian;

import dev.plimsoll.inventory.UnreadableVersionException;
import dev.plimsoll.inventory.Version;
import dev.plimsoll.inventory.VersionScheme;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the suites have of some source packages. */
final class Archive {
    private final Map<String, List<Offer>> bySource = new HashMap<>();
    private final VersionScheme scheme;

    /** A binary package and the suite that has it. */
    record Offer(Suite suite, PackageEntry entry) {}

    /**
     * The newest version of a source package, with its binary packages.
     *
     * @param version of the source
     * @param offers at least one
     */
    record Candidate(Version version, List<Offer> offers) {
        Candidate {
            offers = List.copyOf(offers);
        }
    }

    Archive(VersionScheme scheme) {
        this.scheme = scheme;
    }

    /** Reads the main component of all suites, and the others only if something is not in it. */
    static Archive load(
            List<SuiteRelease> releases,
            IndexLoader indexes,
            String architecture,
            Set<String> sources,
            VersionScheme scheme,
            Downloads downloads) {
        Archive archive = new Archive(scheme);
        archive.add(releases, indexes, List.of(Defaults.MAIN_COMPONENT), architecture, sources, downloads);
        Set<String> missing = new HashSet<>(sources);
        missing.removeAll(archive.bySource.keySet());
        if (!missing.isEmpty()) {
            archive.add(releases, indexes, Defaults.OTHER_COMPONENTS, architecture, missing, downloads);
        }
        return archive;
    }

    private record Part(SuiteRelease release, String component) {}

    private void add(
            List<SuiteRelease> releases,
            IndexLoader indexes,
            List<String> components,
            String architecture,
            Set<String> sources,
            Downloads downloads) {
        List<Part> parts = new ArrayList<>();
        for (String component : components) {
            releases.forEach(release -> parts.add(new Part(release, component)));
        }
        List<List<PackageEntry>> results = downloads.all(
                parts,
                part -> indexes.load(
                        part.release().suite(), part.release().release(), part.component(), architecture, sources));
        for (int i = 0; i < parts.size(); i++) {
            Suite suite = parts.get(i).release().suite();
            for (PackageEntry entry : results.get(i)) {
                bySource.computeIfAbsent(entry.source(), key -> new ArrayList<>())
                        .add(new Offer(suite, entry));
            }
        }
    }

    /**
     * The newest version of a source package over all suites; empty if the archive has none.
     *
     * @throws UnreadableVersionException if the archive's version is none
     */
    Optional<Candidate> candidate(String source) throws UnreadableVersionException {
        Version newest = null;
        List<Offer> offers = new ArrayList<>();
        for (Offer offer : bySource.getOrDefault(source, List.of())) {
            Version version = scheme.parse(offer.entry().sourceVersion());
            int order = newest == null ? 1 : version.compareTo(newest);
            if (order > 0) {
                newest = version;
                offers.clear();
            }
            if (order >= 0) {
                offers.add(offer);
            }
        }
        return newest == null ? Optional.empty() : Optional.of(new Candidate(newest, offers));
    }

    /**
     * What upgrading a source's installed packages gives, by name: the newest version of all suites, or the installed one.
     *
     * @throws UnreadableVersionException if a version is none
     */
    Map<String, String> newest(InstalledSource source) throws UnreadableVersionException {
        Map<String, String> newest = new HashMap<>(source.packages());
        for (Offer offer : bySource.getOrDefault(source.name(), List.of())) {
            String name = offer.entry().name();
            String before = newest.get(name);
            if (before != null && scheme.parse(offer.entry().version()).compareTo(scheme.parse(before)) > 0) {
                newest.put(name, offer.entry().version());
            }
        }
        return newest;
    }
}
