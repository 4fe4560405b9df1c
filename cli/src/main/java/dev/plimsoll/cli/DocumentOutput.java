package dev.plimsoll.cli;

import dev.plimsoll.base.TempFiles;
import dev.plimsoll.policy.Judgement;
import dev.plimsoll.policy.Policy;
import dev.plimsoll.policy.PolicyEngine;
import dev.plimsoll.policy.Remedies;
import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.Report;
import dev.plimsoll.report.master.JudgedImage;
import dev.plimsoll.report.master.MasterReader;
import dev.plimsoll.report.master.MasterWriter;
import dev.plimsoll.report.master.RunInfo;
import dev.plimsoll.scan.ScanResult;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One scan as a document of reports: by a master of its own, under the built-in policy. */
final class DocumentOutput {
    private DocumentOutput() {}

    static void write(Report report, DocumentFormat format, OutputStream out) throws IOException {
        try (TempFiles temporary = TempFiles.ofSystem()) {
            Path file = temporary.newFile("master");
            write(report, file);
            try (MasterReader master = MasterReader.open(file)) {
                format.write(master, out);
            }
        }
    }

    private static void write(Report report, Path file) throws IOException {
        ScanResult scan = report.result();
        Judgement judgement = PolicyEngine.judge(Policy.DEFAULT, scan, Optional.empty(), List.of(), scan.scannedAt());
        RunInfo run =
                new RunInfo(scan.scannedAt(), report.plimsollVersion(), Policy.DEFAULT.source(), Map.of(), List.of());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 64 * 1024);
                MasterWriter master = new MasterWriter(out, run)) {
            master.add(new JudgedImage(
                    scan, judgement, Optional.empty(), Optional.empty(), Remedies.of(scan)::of, report.filter()));
            master.finish();
        }
    }
}
