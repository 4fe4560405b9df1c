package dev.plimsoll.policy.image;

import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.policy.Baseline;
import dev.plimsoll.policy.Judgement;
import dev.plimsoll.policy.Policy;
import dev.plimsoll.policy.PolicyEngine;
import dev.plimsoll.policy.RuleResult;
import dev.plimsoll.scan.ScanOptions;
import dev.plimsoll.scan.ScanResult;
import dev.plimsoll.scan.Scanner;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Scans an image and judges it, what is known against it and the image itself, in one walk: for everybody who judges. For one thread, as
 * its scanner.
 */
public final class ImageJudge {
    private final Scanner scanner;
    private final Clock clock;
    private final Function<ImageInfo, Policy> policies;

    /** @param policies the policy of each image */
    public ImageJudge(Scanner scanner, Clock clock, Function<ImageInfo, Policy> policies) {
        this.scanner = scanner;
        this.clock = clock;
        this.policies = policies;
    }

    /**
     * What was found, and what the policy says of it.
     *
     * @param baseline what 'new' was measured against
     */
    public record Judged(ScanResult scan, Optional<Baseline> baseline, Judgement judgement) {}

    /**
     * Scans and judges an image.
     *
     * @param earlier the scan of an image that 'new' is measured against
     * @throws dev.plimsoll.base.PlimsollException as {@link Scanner#scan(ImageReference, ScanOptions)}
     */
    public Judged judge(
            ImageReference reference, ScanOptions options, Function<ImageInfo, Optional<Baseline>> earlier) {
        ImageObserver observer = new ImageObserver();
        ScanResult scan = scanner.scan(reference, options.withObserver(observer));
        Instant now = clock.instant();
        Policy policy = policies.apply(scan.image());
        List<RuleResult> imageRules = ImageRules.apply(policy, scan, observer.facts(), now);
        Optional<Baseline> baseline = earlier.apply(scan.image());
        return new Judged(scan, baseline, PolicyEngine.judge(policy, scan, baseline, imageRules, now));
    }
}
