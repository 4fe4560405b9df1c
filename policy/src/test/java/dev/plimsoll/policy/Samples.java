package dev.plimsoll.policy;

import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.advisory.Coverage.Level;
import dev.plimsoll.advisory.Coverage.Reason;
import dev.plimsoll.advisory.Enrichment;
import dev.plimsoll.advisory.Exploitation;
import dev.plimsoll.advisory.FixState;
import dev.plimsoll.advisory.Severity;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.dockerfile.LayerLines;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.PackageKey;
import dev.plimsoll.inventory.Purl;
import dev.plimsoll.inventory.ReadAs;
import dev.plimsoll.scan.ComponentCoverage;
import dev.plimsoll.scan.Evidence;
import dev.plimsoll.scan.Finding;
import dev.plimsoll.scan.Finding.IntroducedBy;
import dev.plimsoll.scan.ScanResult;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Small scans to judge. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private Samples() {}

    static Component npm(String name, String version) {
        return Component.of(
                "node",
                name,
                version,
                Purl.of("npm", "", name, version, Map.of()),
                new Location("app/node_modules/" + name + "/package.json", OptionalInt.of(0)));
    }

    /** Fixed, old, not known to be exploited. */
    static Finding finding(String id, Severity severity) {
        return finding(id, severity, "2.0", Exploitation.UNKNOWN, Optional.of(NOW.minus(400, ChronoUnit.DAYS)));
    }

    static Finding unfixed(String id, Severity severity) {
        return finding(id, severity, "", Exploitation.UNKNOWN, Optional.of(NOW.minus(400, ChronoUnit.DAYS)));
    }

    static Finding published(String id, Severity severity, Instant when) {
        return finding(id, severity, "2.0", Exploitation.UNKNOWN, Optional.of(when));
    }

    static Finding exploited(String id, Severity severity) {
        return exploited(finding(id, severity));
    }

    static Finding exploited(Finding finding) {
        Exploitation exploitation = new Exploitation(
                Optional.of(LocalDate.of(2026, 11, 20)),
                false,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty());
        return finding(finding.id(), finding.severity(), finding.fixedVersion(), exploitation, finding.published());
    }

    static Finding likely(String id, Severity severity, double epss) {
        Exploitation exploitation = new Exploitation(
                Optional.empty(), false, OptionalDouble.of(epss), OptionalDouble.of(epss), Optional.of(TODAY));
        return finding(id, severity, "2.0", exploitation, Optional.of(NOW.minus(400, ChronoUnit.DAYS)));
    }

    static Finding finding(
            String id, Severity severity, String fixed, Exploitation exploitation, Optional<Instant> published) {
        return finding(npm("lodash", "1.0"), id, severity, fixed, exploitation, published);
    }

    static Finding finding(
            Component component,
            String id,
            Severity severity,
            String fixed,
            Exploitation exploitation,
            Optional<Instant> published) {
        FixState state = fixed.isEmpty() ? FixState.NOT_FIXED : FixState.FIXED;
        return new Finding(
                id,
                List.of("GHSA-" + id),
                component,
                state,
                fixed,
                severity,
                Optional.empty(),
                List.of(),
                exploitation,
                List.of(new Evidence(
                        "test",
                        id,
                        new PackageKey("npm", PackageKey.Kind.BINARY, component.name()),
                        component.version(),
                        "all",
                        state,
                        fixed,
                        "",
                        "",
                        "",
                        Optional.empty())),
                OptionalInt.empty(),
                IntroducedBy.UNKNOWN,
                published);
    }

    static ComponentCoverage judged(Component component) {
        return covered(
                component, new Coverage(Level.JUDGED, "osv/npm", Optional.empty(), Optional.of(NOW), Reason.NONE, ""));
    }

    static ComponentCoverage covered(Component component, Coverage coverage, String... unreadable) {
        return new ComponentCoverage(component, coverage, List.of(coverage), List.of(unreadable));
    }

    /** One judged component with these findings. */
    static ScanResult scan(Finding... findings) {
        return scan(List.of(judged(npm("lodash", "1.0"))), findings);
    }

    static ScanResult scan(List<ComponentCoverage> coverage, Finding... findings) {
        return scan(inventory(coverage), coverage, findings);
    }

    static Inventory inventory(List<ComponentCoverage> coverage) {
        return new Inventory(
                ReadAs.ROOT,
                Optional.of(new Distro("debian", "10", "buster", "Debian GNU/Linux 10", List.of())),
                coverage.stream().map(ComponentCoverage::component).toList(),
                List.of(),
                List.of(),
                "");
    }

    static ScanResult scan(Inventory inventory, List<ComponentCoverage> coverage, Finding... findings) {
        return new ScanResult(
                image("registry://registry.example/team/app:1.2"),
                NOW,
                inventory,
                List.of(findings),
                List.of(),
                coverage,
                Optional.empty(),
                Optional.empty(),
                LayerLines.NONE,
                Set.of(Enrichment.Kind.EXPLOITED, Enrichment.Kind.SCORED),
                List.of());
    }

    /** A scan without feeds of exploitation. */
    static ScanResult notEnriched(Finding... findings) {
        ScanResult scan = scan(findings);
        return new ScanResult(
                scan.image(),
                scan.scannedAt(),
                scan.inventory(),
                scan.findings(),
                scan.suppressed(),
                scan.coverage(),
                scan.support(),
                scan.base(),
                scan.dockerfile(),
                Set.of(),
                scan.notes());
    }

    static ImageInfo image(String reference, String... tags) {
        ImageReference parsed = ImageReference.parse(reference);
        return new ImageInfo(
                parsed,
                parsed.scheme(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(tags),
                List.of(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                List.of(),
                -1);
    }

    static Judgement judge(PolicyBuilder policy, ScanResult scan) {
        return PolicyEngine.judge(policy.build(), scan, Optional.empty(), List.of(), NOW);
    }

    static Judgement judge(PolicyBuilder policy, Finding... findings) {
        return judge(policy, scan(findings));
    }

    static PolicyBuilder policy() {
        return Policy.DEFAULT.toBuilder();
    }

    /** The result of a rule; it is a mistake of the test to ask for one that was not applied. */
    static RuleResult rule(Judgement judgement, String rule) {
        return rules(judgement, rule)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + rule + " in " + judgement.rules()));
    }

    static Stream<RuleResult> rules(Judgement judgement, String rule) {
        return judgement.rules().stream().filter(each -> each.rule().equals(rule));
    }

    /** A waiver of everything with that id, until a day. */
    static Waiver waiver(String id, LocalDate until) {
        return new Waiver(
                new Glob(id),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "not reachable",
                "ops@example.org",
                until,
                Optional.empty(),
                false,
                false);
    }
}
