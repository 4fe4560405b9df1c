package dev.plimsoll.advisory;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * Where the publishers keep their data; the only place that names their hosts.
 *
 * @param osv base of OSV.dev's exports, {@code <ecosystem>/all.zip} below it
 * @param debianTracker the Debian security tracker's JSON
 * @param alpineSecdb base of Alpine's secdb, {@code vX.Y/main.json} below it
 * @param wolfi Wolfi's {@code security.json}
 * @param chainguard Chainguard's {@code security.json}
 * @param kev CISA's catalogue of known exploited vulnerabilities
 * @param epss FIRST's current scores
 * @param osvEcosystems ecosystems of OSV that are fetched unless others are named
 */
public record Defaults(
        URI osv,
        URI debianTracker,
        URI alpineSecdb,
        URI wolfi,
        URI chainguard,
        URI kev,
        URI epss,
        List<String> osvEcosystems) {

    /** The publishers' own hosts, and the ecosystems that Plimsoll's inventory knows. */
    public static final Defaults PUBLISHERS = new Defaults(
            URI.create("https://osv-vulnerabilities.storage.googleapis.com/"),
            URI.create("https://security-tracker.debian.org/tracker/data/json"),
            URI.create("https://secdb.alpinelinux.org/"),
            URI.create("https://packages.wolfi.dev/os/security.json"),
            URI.create("https://packages.cgr.dev/chainguard/security.json"),
            URI.create("https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json"),
            URI.create("https://epss.empiricalsecurity.com/epss_scores-current.csv.gz"),
            List.of("AlmaLinux", "Alpine", "Debian", "Go", "Maven", "PyPI", "Rocky Linux", "Ubuntu", "npm"));

    public Defaults {
        Objects.requireNonNull(osv, "osv is null");
        Objects.requireNonNull(debianTracker, "debianTracker is null");
        Objects.requireNonNull(alpineSecdb, "alpineSecdb is null");
        Objects.requireNonNull(wolfi, "wolfi is null");
        Objects.requireNonNull(chainguard, "chainguard is null");
        Objects.requireNonNull(kev, "kev is null");
        Objects.requireNonNull(epss, "epss is null");
        osvEcosystems = List.copyOf(osvEcosystems);
    }

    /** The same with other ecosystems of OSV. */
    public Defaults withOsvEcosystems(List<String> ecosystems) {
        return new Defaults(osv, debianTracker, alpineSecdb, wolfi, chainguard, kev, epss, ecosystems);
    }
}
