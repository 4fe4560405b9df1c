package dev.plimsoll.report.master;

import dev.plimsoll.policy.Baseline;
import dev.plimsoll.policy.Judgement;
import dev.plimsoll.policy.Policy;
import dev.plimsoll.policy.PolicyEngine;
import dev.plimsoll.policy.Remedy;
import dev.plimsoll.report.FindingFilter;
import dev.plimsoll.report.SampleScan;
import dev.plimsoll.report.document.FindingRow;
import dev.plimsoll.report.document.ImageSummary.Counts;
import dev.plimsoll.report.document.RunRow;
import dev.plimsoll.scan.ScanResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Masters for tests. */
public final class Masters {
    static final RunRow BEFORE = new RunRow(
            Instant.parse("2026-11-01T00:00:00Z"),
            "warn",
            List.of(
                    new RunRow.ImageRun(
                            "app:1", "app", "warn", Optional.of(new Counts(0, 4, 1, 0, 2, 1, 1)), 90, false),
                    new RunRow.ImageRun("gone:1", "gone", "unjudged", Optional.empty(), 0, false)));

    private Masters() {}

    /** A run as most tests want it. */
    public static RunInfo run(RunRow... history) {
        return new RunInfo(
                SampleScan.NOW,
                "1.2.3",
                "the built-in defaults",
                Map.of("security", "sec@example.org"),
                List.of(history));
    }

    /** A scan under the default policy. */
    public static JudgedImage judged(ScanResult scan) {
        return judged(scan, Policy.DEFAULT, Optional.empty(), Optional.empty());
    }

    /** A scan under a policy. */
    public static JudgedImage judged(
            ScanResult scan, Policy policy, Optional<Baseline> baseline, Optional<Baseline> former) {
        Judgement judgement = PolicyEngine.judge(policy, scan, baseline, List.of(), SampleScan.NOW);
        return new JudgedImage(
                scan,
                judgement,
                baseline,
                former,
                finding -> new Remedy(
                        Remedy.Kind.COMMAND,
                        "apt-get install " + finding.component().name()),
                FindingFilter.ALL);
    }

    /** Writes a master of these scans. */
    public static Path write(Path file, ScanResult... scans) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                MasterWriter writer = new MasterWriter(out, run())) {
            for (ScanResult scan : scans) {
                writer.add(judged(scan));
            }
            writer.finish();
        }
        return file;
    }

    /** A scanned image, one that could not be, and a hostile one. */
    static Path everything(Path directory) throws IOException {
        Path file = directory.resolve("security-scan-results.json");
        try (OutputStream out = Files.newOutputStream(file);
                MasterWriter writer = new MasterWriter(out, run(BEFORE))) {
            writer.add(judged(SampleScan.ordinary()));
            writer.addFailed("missing:1", "missing", SampleScan.NOW, "no such image");
            writer.add(judged(SampleScan.hostile("evil\u001b[2J\n\u202e\"")));
            writer.finish();
        }
        return file;
    }

    static List<FindingRow> findings(MasterReader master, int image) throws IOException {
        List<FindingRow> rows = new ArrayList<>();
        master.findings(image, rows::add);
        return rows;
    }
}
