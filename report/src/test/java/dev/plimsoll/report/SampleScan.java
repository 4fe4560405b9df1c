package dev.plimsoll.report;

import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.advisory.Enrichment;
import dev.plimsoll.advisory.Exploitation;
import dev.plimsoll.advisory.FixState;
import dev.plimsoll.advisory.Rating;
import dev.plimsoll.advisory.Severity;
import dev.plimsoll.base.Digest;
import dev.plimsoll.image.Gap;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Layer;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.dockerfile.DockerfileLine;
import dev.plimsoll.image.dockerfile.LayerLines;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.EndOfLife;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.Origin;
import dev.plimsoll.inventory.PackageKey;
import dev.plimsoll.inventory.Purl;
import dev.plimsoll.inventory.ReadAs;
import dev.plimsoll.inventory.Unidentified;
import dev.plimsoll.scan.BaseImage;
import dev.plimsoll.scan.ComponentCoverage;
import dev.plimsoll.scan.Evidence;
import dev.plimsoll.scan.Finding;
import dev.plimsoll.scan.Finding.IntroducedBy;
import dev.plimsoll.scan.ScanResult;
import dev.plimsoll.scan.Suppressed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** A scan with one of everything that a report must show. */
public final class SampleScan {
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant FEED = Instant.parse("2026-11-20T00:00:00Z");

    private SampleScan() {}

    /** One of everything, under the names that real images have. */
    public static ScanResult ordinary() {
        return scan("openssl", "/usr/bin/tool", "summary of the flaw");
    }

    /** The same with names that try to break out of the report. */
    public static ScanResult hostile(String name) {
        return scan(name, name, name);
    }

    /** Nothing installed, nothing unread. */
    public static ScanResult empty() {
        return new ScanResult(
                image("fs:///empty"),
                NOW,
                new Inventory(ReadAs.SOURCE, Optional.empty(), List.of(), List.of(), List.of(), ""),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                LayerLines.NONE,
                Set.of(Enrichment.Kind.EXPLOITED, Enrichment.Kind.SCORED),
                List.of());
    }

    private static ScanResult scan(String name, String path, String text) {
        Component judged = component(name, "3.0.11-1", path);
        Component fixesOnly = component("zlib1g", "1:1.2.13", "var/lib/dpkg/status");
        Component notJudged = component("leftover", "1.0", "opt/leftover");
        Finding finding = finding(judged, "CVE-2024-0001", Severity.CRITICAL, text);
        Finding unrated = finding(judged, "CVE-2024-0002", Severity.UNSPECIFIED, text);
        Inventory inventory = new Inventory(
                ReadAs.ROOT,
                Optional.of(new Distro("debian", "12", "bookworm", "Debian GNU/Linux 12 (bookworm)", List.of())),
                List.of(judged, fixesOnly, notJudged),
                List.of(new Unidentified(
                        "java",
                        new Location("srv/unknown.jar", OptionalInt.of(1)),
                        "sha1:" + "a".repeat(40),
                        List.of("file: unknown.jar"),
                        "no candidate matched")),
                List.of(new Gap("srv/broken.jar", OptionalInt.of(1), Gap.Reason.CORRUPT, "ends after 12 bytes")),
                "");
        return new ScanResult(
                image("archive://" + path),
                NOW,
                inventory,
                List.of(finding, unrated),
                List.of(new Suppressed(
                        finding(judged, "CVE-2024-0003", Severity.HIGH, text), "no kernel in a container")),
                List.of(
                        coverage(judged, Coverage.Level.JUDGED, Coverage.Reason.NONE, "", List.of("GHSA-odd-odd-odd1")),
                        coverage(
                                fixesOnly,
                                Coverage.Level.JUDGED_FIXES_ONLY,
                                Coverage.Reason.FIXES_ONLY,
                                "suites bookworm",
                                List.of()),
                        coverage(
                                notJudged,
                                Coverage.Level.NOT_JUDGED,
                                Coverage.Reason.NO_SOURCE,
                                "no feed for it",
                                List.of())),
                Optional.of(new EndOfLife.Support(LocalDate.of(2026, 6, 10), Optional.of(LocalDate.of(2028, 6, 30)))),
                Optional.of(new BaseImage("debian:12", OptionalInt.of(1), "label")),
                new LayerLines(List.of(Optional.of(new DockerfileLine("docker/" + text, 3, 5, "FROM"))), ""),
                Set.of(Enrichment.Kind.EXPLOITED, Enrichment.Kind.SCORED),
                List.of("a note about " + text));
    }

    private static Component component(String name, String version, String path) {
        return Component.of(
                        "dpkg",
                        name,
                        version,
                        Purl.of("deb", "debian", "package", version, Map.of()),
                        new Location(path, OptionalInt.of(0)))
                .withOrigin(new Origin(name, version));
    }

    private static Finding finding(Component component, String id, Severity severity, String text) {
        Rating rating = new Rating(
                "NVD", severity, "CVSS:3.1", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", OptionalDouble.of(9.8));
        Optional<Rating> rated = severity == Severity.UNSPECIFIED ? Optional.empty() : Optional.of(rating);
        return new Finding(
                id,
                List.of("GHSA-aaaa-bbbb-cccc"),
                component,
                FixState.FIXED,
                "3.0.12-1",
                severity,
                rated,
                rated.stream().toList(),
                new Exploitation(
                        Optional.of(LocalDate.of(2024, 1, 2)),
                        true,
                        OptionalDouble.of(0.5),
                        OptionalDouble.of(0.9),
                        Optional.of(LocalDate.of(2026, 1, 30))),
                List.of(new Evidence(
                        "debian-tracker",
                        id,
                        new PackageKey("Debian:12", PackageKey.Kind.SOURCE, "openssl"),
                        "3.0.11-1",
                        "<3.0.12-1",
                        FixState.FIXED,
                        "3.0.12-1",
                        text,
                        text,
                        "https://example.org/" + id,
                        Optional.of(FEED))),
                OptionalInt.of(0),
                IntroducedBy.BASE,
                Optional.of(Instant.parse("2024-01-01T00:00:00Z")));
    }

    private static ComponentCoverage coverage(
            Component component, Coverage.Level level, Coverage.Reason reason, String detail, List<String> unreadable) {
        Coverage coverage = new Coverage(level, "debian-tracker", Optional.of(FEED), Optional.of(NOW), reason, detail);
        return new ComponentCoverage(component, coverage, List.of(coverage), unreadable);
    }

    private static ImageInfo image(String reference) {
        Digest digest = Digest.sha256("layer".getBytes(StandardCharsets.UTF_8));
        return new ImageInfo(
                ImageReference.parse(reference),
                ImageReference.parse(reference).scheme(),
                Optional.of(digest),
                Optional.of(digest),
                Optional.of(new Platform("linux", "amd64", "")),
                List.of("app:1"),
                List.of(
                        new Layer(0, Optional.of(digest), Optional.empty(), "ADD rootfs.tar /", 1000),
                        new Layer(1, Optional.of(digest), Optional.empty(), "COPY app /srv", 1000)),
                Optional.of(NOW),
                Map.of("maintainer", "somebody", "build.token", "hunter2"),
                Optional.empty(),
                List.of(),
                2000);
    }
}
