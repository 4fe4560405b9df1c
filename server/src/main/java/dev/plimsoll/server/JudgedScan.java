package dev.plimsoll.server;

import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.policy.Policy;
import dev.plimsoll.policy.Remedies;
import dev.plimsoll.policy.image.ImageJudge;
import dev.plimsoll.report.FindingFilter;
import dev.plimsoll.report.master.JudgedImage;
import dev.plimsoll.report.master.MasterWriter;
import dev.plimsoll.report.master.RunInfo;
import dev.plimsoll.scan.ScanOptions;
import dev.plimsoll.scan.Scanner;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Scans with a scanner of its own each time, so that an update of the advisories counts from the next scan on, and judges by a policy.
 *
 * @param scanners opens one
 * @param options how images are read; base images that labels name are never looked up: whoever made the image would choose whom the
 *     server asks
 * @param policies the policy of each image
 * @param policy where it came from, in words
 * @param contacts whom to ask, by role
 * @param shown which findings are shown
 * @param version of Plimsoll
 * @param clock the time
 */
public record JudgedScan(
        Supplier<Scanner> scanners,
        ScanOptions options,
        Function<ImageInfo, Policy> policies,
        String policy,
        Map<String, String> contacts,
        FindingFilter shown,
        String version,
        Clock clock)
        implements ImageScan {
    public JudgedScan {
        contacts = Map.copyOf(contacts);
        if (options.resolveBase()) {
            throw new IllegalArgumentException("base images must not be looked up");
        }
    }

    @Override
    public void scan(ImageReference image, Path master) throws IOException {
        RunInfo run = new RunInfo(clock.instant(), version, policy, contacts, List.of());
        try (Scanner scanner = scanners.get();
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(master), 64 * 1024);
                MasterWriter writer = new MasterWriter(out, run)) {
            ImageJudge.Judged judged =
                    new ImageJudge(scanner, clock, policies).judge(image, options, earlier -> Optional.empty());
            writer.add(new JudgedImage(
                    judged.scan(),
                    judged.judgement(),
                    Optional.empty(),
                    Optional.empty(),
                    Remedies.of(judged.scan())::of,
                    shown));
            writer.finish();
        }
    }
}
