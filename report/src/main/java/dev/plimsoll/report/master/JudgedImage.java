package dev.plimsoll.report.master;

import dev.plimsoll.policy.Baseline;
import dev.plimsoll.policy.Judgement;
import dev.plimsoll.policy.Remedy;
import dev.plimsoll.report.FindingFilter;
import dev.plimsoll.scan.Finding;
import dev.plimsoll.scan.ScanResult;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * An image that was scanned and judged.
 *
 * @param scan what was found
 * @param judgement what the policy says of it
 * @param baseline what the policy measured 'new' against, if anything
 * @param former the same image in the former report, if it was scanned there
 * @param remedy what mends a finding
 * @param shown which findings are shown; what it hides is in the master all the same
 */
public record JudgedImage(
        ScanResult scan,
        Judgement judgement,
        Optional<Baseline> baseline,
        Optional<Baseline> former,
        Function<Finding, Remedy> remedy,
        FindingFilter shown) {
    public JudgedImage {
        Objects.requireNonNull(scan, "scan is null");
        Objects.requireNonNull(judgement, "judgement is null");
        Objects.requireNonNull(baseline, "baseline is null");
        Objects.requireNonNull(former, "former is null");
        Objects.requireNonNull(remedy, "remedy is null");
        Objects.requireNonNull(shown, "shown is null");
    }
}
