package dev.plimsoll.report;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.Affected;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.PackageKey;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import dev.plimsoll.scan.ComponentCoverage;
import dev.plimsoll.scan.Evidence;
import dev.plimsoll.scan.Finding;
import dev.plimsoll.scan.ScanResult;
import dev.plimsoll.scan.Suppressed;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The chain of evidence of one flaw in one image, or why the image has no finding of it. */
public final class Explanation {
    private final ScanResult result;
    private final String id;
    private final List<Advisory> records;

    /**
     * @param id a flaw's id or alias, as the user gave it
     * @param records everything the store knows under that id
     */
    public Explanation(ScanResult result, String id, List<Advisory> records) {
        this.result = result;
        this.id = id;
        this.records = List.copyOf(records);
    }

    /** Writes the explanation as text, UTF-8; does not close {@code stream}. */
    public void write(OutputStream stream) throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        for (String line : lines()) {
            out.write(line);
            out.write('\n');
        }
        out.flush();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(safe(id) + " in " + safe(result.image().reference().toString()));
        boolean found = false;
        for (Finding finding : result.findings()) {
            if (names(finding)) {
                found = true;
                finding(finding, lines);
            }
        }
        for (Suppressed suppressed : result.suppressed()) {
            if (names(suppressed.finding())) {
                found = true;
                finding(suppressed.finding(), lines);
                lines.add("  Suppressed: " + suppressed.reason());
            }
        }
        if (!found) {
            absence(lines);
        }
        return lines;
    }

    private boolean names(Finding finding) {
        return finding.id().equals(id) || finding.aliases().contains(id);
    }

    private void finding(Finding finding, List<String> lines) {
        Component component = finding.component();
        lines.add("");
        lines.add("Found: " + safe(component.name() + " " + component.version()) + "  " + component.purl());
        for (Location location : component.locations()) {
            lines.add("  It lies at /" + safe(location.path()) + layer(location));
        }
        component
                .origin()
                .ifPresent(origin -> lines.add(
                        "  It was built from the source package " + safe(origin.name() + " " + origin.version())));
        for (Evidence evidence : finding.evidence()) {
            evidence(evidence, lines);
        }
        lines.add("  So: severity " + finding.severity()
                + finding.rating()
                        .map(rating -> " by " + safe(rating.source() + " (" + rating.vector() + ")"))
                        .orElse(", since nobody has rated it")
                + (finding.fixedVersion().isEmpty()
                        ? "; no fix is published"
                        : "; fixed in " + safe(finding.fixedVersion())));
    }

    private String layer(Location location) {
        if (location.layer().isEmpty()
                || result.image().layers().size() <= location.layer().getAsInt()) {
            return "";
        }
        var layer = result.image().layers().get(location.layer().getAsInt());
        return " in layer " + layer.index()
                + layer.diffId().map(diffId -> " " + diffId).orElse("")
                + (layer.createdBy().isEmpty() ? "" : ", made by: " + safe(layer.createdBy()));
    }

    private static void evidence(Evidence evidence, List<String> lines) {
        String says = switch (evidence.fixState()) {
            case NOT_AFFECTED -> "is not affected";
            case FIXED -> "is affected in " + evidence.range() + " and fixed in " + evidence.fixedVersion();
            case NOT_FIXED -> "is affected in " + evidence.range() + " and not fixed";
            case WILL_NOT_FIX -> "is affected in " + evidence.range() + " and will not be fixed";
            case END_OF_LIFE -> "is affected in " + evidence.range() + " and its release past its end of life";
        };
        lines.add("  Record " + safe(evidence.advisory()) + " of " + safe(evidence.feed())
                + evidence.date().map(date -> " (data of " + date + ")").orElse("") + " says: "
                + safe(evidence.key().ecosystem() + " " + evidence.key().name() + " " + says)
                + "; compared was " + safe(evidence.comparedVersion()));
        if (!evidence.text().isEmpty()) {
            evidence.text().lines().forEach(line -> lines.add("    | " + safe(line)));
        }
    }

    private void absence(List<String> lines) {
        lines.add("");
        lines.add("There is no finding of it in this image.");
        if (records.isEmpty()) {
            lines.add(
                    "  No record of the advisory store names it. That says nothing about packages that were not judged:");
        }
        boolean present = false;
        for (Advisory record : records) {
            for (Affected affected : record.affected()) {
                present |= affected(record, affected, lines);
            }
        }
        if (!records.isEmpty() && !present) {
            String packages = records.stream()
                    .flatMap(record -> record.affected().stream())
                    .map(affected ->
                            affected.key().ecosystem() + " " + affected.key().name())
                    .distinct()
                    .limit(12)
                    .collect(Collectors.joining(", "));
            lines.add("  The records that name it speak of packages that are not in this image: " + safe(packages));
        }
        notJudged(lines);
    }

    private boolean affected(Advisory record, Affected affected, List<String> lines) {
        boolean present = false;
        for (ComponentCoverage each : result.coverage()) {
            Component component = each.component();
            List<PackageKey> keys = Ecosystems.byId(component.ecosystem()).stream()
                    .flatMap(ecosystem ->
                            ecosystem.keys(component, result.inventory().distro()).stream())
                    .toList();
            if (keys.contains(affected.key())) {
                present = true;
                lines.add("  Record " + safe(record.id()) + " of " + safe(record.feed()) + " speaks of "
                        + safe(affected.key().ecosystem() + " " + affected.key().name()) + "; here is "
                        + safe(component.name() + " " + component.version()) + ", " + verdict(each, record));
            }
        }
        return present;
    }

    private static String verdict(ComponentCoverage each, Advisory record) {
        if (each.unreadable().contains(record.id())) {
            return "which could not be compared with the record's versions: not judged for it";
        }
        return each.component()
                .owner()
                .map(owner -> "which is judged as the package " + safe(owner.name()) + " that owns it")
                .orElse("which is outside the affected range");
    }

    private void notJudged(List<String> lines) {
        Set<String> reasons = result.coverage().stream()
                .map(ComponentCoverage::best)
                .filter(coverage -> coverage.level() != dev.plimsoll.advisory.Coverage.Level.JUDGED)
                .map(coverage -> coverage.level() + ": " + coverage.detail())
                .collect(Collectors.toCollection(java.util.TreeSet::new));
        reasons.forEach(reason -> lines.add("  Some packages are " + safe(reason)));
        lines.add("  Coverage: " + SeverityCounts.of(result.findings()).honest(result.summary()));
    }

    private static String safe(String text) {
        return SafeText.line(text);
    }
}
