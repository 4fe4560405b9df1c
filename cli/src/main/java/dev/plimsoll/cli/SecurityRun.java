package dev.plimsoll.cli;

import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.policy.ImageNames;
import dev.plimsoll.policy.Remedies;
import dev.plimsoll.policy.image.ImageJudge;
import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.folder.ReportFolder;
import dev.plimsoll.report.folder.ReportFolder.Written;
import dev.plimsoll.report.master.Baselines;
import dev.plimsoll.report.master.JudgedImage;
import dev.plimsoll.report.master.MasterWriter;
import dev.plimsoll.report.master.RunInfo;
import dev.plimsoll.scan.ScanOptions;
import dev.plimsoll.scan.ScanResult;
import dev.plimsoll.scan.Scanner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run over images: each is scanned, judged, written into the master and let go. An image that can't be scanned is in the report with
 * its error, and hides no other. What {@code report} and {@code gate} share.
 */
final class SecurityRun {
    private final Scanner scanner;
    private final Clock clock;
    private final ScanOptions options;
    private final RunPolicy policy;
    private final Optional<Path> baseline;

    /** @param baseline an earlier master that 'new' is measured against */
    SecurityRun(Scanner scanner, Clock clock, ScanOptions options, RunPolicy policy, Optional<Path> baseline) {
        this.scanner = scanner;
        this.clock = clock;
        this.options = options;
        this.policy = policy;
        this.baseline = baseline;
    }

    /**
     * Scans the images and writes their reports.
     *
     * @throws PlimsollException FILE_ACCESS if the reports can't be written, REPORT_UNREADABLE for a baseline that is no master
     */
    Written write(List<ImageReference> images, ReportFolder folder, List<DocumentFormat> formats) {
        Instant now = clock.instant();
        RunInfo run = new RunInfo(now, VersionCommand.number(), policy.source(), policy.contacts(), folder.history());
        try (Earlier earlier = Earlier.open(baseline)) {
            return folder.write(run, formats, master -> {
                for (ImageReference image : images) {
                    add(image, earlier.master(), folder.former(), master);
                }
            });
        }
    }

    private void add(ImageReference image, Optional<Baselines> earlier, Optional<Baselines> former, MasterWriter master)
            throws IOException {
        JudgedImage judged;
        try {
            judged = judge(image, earlier, former);
        } catch (PlimsollException e) {
            failed(image, String.valueOf(e.getMessage()), master);
            return;
        } catch (RuntimeException e) {
            // A fault on one image must not cost the results of the others.
            failed(image, "a fault of plimsoll itself: " + e, master);
            return;
        }
        master.add(judged);
    }

    private void failed(ImageReference image, String error, MasterWriter master) throws IOException {
        master.addFailed(image.toString(), ImageNames.repository(image), clock.instant(), error);
    }

    private JudgedImage judge(ImageReference reference, Optional<Baselines> earlier, Optional<Baselines> former) {
        ImageJudge.Judged judged = new ImageJudge(scanner, clock, policy.of())
                .judge(reference, options, image -> earlier.flatMap(each -> each.of(image)));
        ScanResult scan = judged.scan();
        return new JudgedImage(
                scan,
                judged.judgement(),
                judged.baseline(),
                former.flatMap(each -> each.of(scan.image())),
                Remedies.of(scan)::of,
                policy.shown());
    }

    /** The baseline while it is open. */
    private record Earlier(Optional<Baselines> master) implements AutoCloseable {
        static Earlier open(Optional<Path> file) {
            return new Earlier(file.map(Baselines::open));
        }

        @Override
        public void close() {
            master.ifPresent(Baselines::close);
        }
    }
}
