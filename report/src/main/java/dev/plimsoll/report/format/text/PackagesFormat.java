package dev.plimsoll.report.format.text;

import dev.plimsoll.base.SafeText;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.report.Report;
import dev.plimsoll.report.ReportFormat;
import dev.plimsoll.report.SeverityCounts;
import dev.plimsoll.scan.Finding;
import dev.plimsoll.scan.Suppressed;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings grouped by package, for people. */
public final class PackagesFormat implements ReportFormat {
    @Override
    public String id() {
        return "packages";
    }

    @Override
    public void write(Report report, OutputStream stream) throws IOException {
        TextWriter out = new TextWriter(stream, new Style(report.view().colour()));
        new Overview(report, out).write();
        out.heading("Packages and Vulnerabilities");
        Map<Component, List<Finding>> byComponent = new LinkedHashMap<>();
        for (Finding finding : report.filter().apply(report.result().findings())) {
            byComponent
                    .computeIfAbsent(finding.component(), key -> new ArrayList<>())
                    .add(finding);
        }
        if (byComponent.isEmpty()) {
            out.line("  none " + (report.filter().conditions().isEmpty() ? "known" : "shown")
                    + "; see Coverage for what that covers");
        }
        FindingText findingText = new FindingText(report, out);
        for (Map.Entry<Component, List<Finding>> entry : byComponent.entrySet()) {
            component(report, out, entry.getKey(), entry.getValue());
            for (Finding finding : entry.getValue()) {
                findingText.write(finding);
            }
        }
        suppressed(report, out);
        new CoverageSection(report, out).write();
        new LastLines(report, out).write();
        out.flush();
    }

    private static void component(Report report, TextWriter out, Component component, List<Finding> findings)
            throws IOException {
        out.line();
        out.line("   " + SeverityCounts.of(findings).compact() + "  "
                + out.style().bold(SafeText.line(component.name() + " " + component.version())));
        out.line("   " + SafeText.line(component.purl().toString()));
        if (report.view().locations()) {
            for (Location location : component.locations()) {
                out.line("   at /" + SafeText.line(location.path()) + layer(report, location));
            }
        }
        out.line();
    }

    private static String layer(Report report, Location location) {
        if (location.layer().isEmpty()) {
            return "";
        }
        int index = location.layer().getAsInt();
        var layers = report.result().image().layers();
        String diffId = index < layers.size()
                ? layers.get(index).diffId().map(id -> " " + id).orElse("")
                : "";
        return " (layer " + index + diffId + ")";
    }

    private static void suppressed(Report report, TextWriter out) throws IOException {
        if (report.result().suppressed().isEmpty()) {
            return;
        }
        out.heading("Suppressed");
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        for (Suppressed each : report.result().suppressed()) {
            Component component = each.finding().component();
            byReason.computeIfAbsent(
                            component.name() + " " + component.version() + ": " + each.reason(),
                            key -> new ArrayList<>())
                    .add(each.finding().id());
        }
        for (Map.Entry<String, List<String>> entry : byReason.entrySet()) {
            List<String> ids = entry.getValue();
            out.line("  " + ids.size() + " in " + SafeText.line(entry.getKey()));
            if (report.view().details()) {
                out.line("    " + SafeText.line(String.join(" ", ids)));
            }
        }
    }
}
