package dev.plimsoll.cli;

import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.policy.Judgement;
import dev.plimsoll.policy.Policy;
import dev.plimsoll.policy.image.ImageJudge;
import dev.plimsoll.policy.image.Verification;
import dev.plimsoll.scan.ScanOptions;
import dev.plimsoll.scan.ScanResult;
import dev.plimsoll.scan.Scanner;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Verifies images without starting them: for {@code plimsoll verify}, and for whoever has built one. */
final class Verifier {
    private final ImageJudge judge;

    /** @param policies the policy of each image; what it does not say is demanded as {@link Verification} does */
    Verifier(Scanner scanner, Clock clock, Function<ImageInfo, Policy> policies) {
        this.judge = new ImageJudge(scanner, clock, image -> Verification.demandedBy(policies.apply(image)));
    }

    /** The lines of the list, and what follows. */
    record Verified(ScanResult scan, Judgement judgement, List<Verification.Check> checks) {
        Verified {
            checks = List.copyOf(checks);
        }
    }

    Verified verify(ImageReference reference, ScanOptions options) {
        ImageJudge.Judged judged = judge.judge(reference, options, each -> Optional.empty());
        return new Verified(judged.scan(), judged.judgement(), Verification.checks(judged.judgement()));
    }
}
