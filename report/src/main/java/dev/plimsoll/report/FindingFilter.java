package dev.plimsoll.report;

import dev.plimsoll.advisory.Severity;
import dev.plimsoll.scan.Finding;
import dev.plimsoll.scan.Finding.IntroducedBy;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which findings are shown: those that pass every condition. What is hidden is counted, never forgotten.
 *
 * @param conditions each with the words for it
 */
public record FindingFilter(List<Condition> conditions) {
    /** Shows everything. */
    public static final FindingFilter ALL = new FindingFilter(List.of());

    /**
     * One condition.
     *
     * @param words as the user gave it, for the line that says what is hidden
     * @param test whether a finding is shown
     */
    public record Condition(String words, Predicate<Finding> test) {}

    public FindingFilter {
        conditions = List.copyOf(conditions);
    }

    /** Whether a finding is shown. */
    public boolean shows(Finding finding) {
        return conditions.stream().allMatch(condition -> condition.test().test(finding));
    }

    /** The findings that are shown. */
    public List<Finding> apply(List<Finding> findings) {
        return conditions.isEmpty()
                ? findings
                : findings.stream().filter(this::shows).toList();
    }

    /** Only these severities. */
    public static Condition severities(Set<Severity> severities) {
        return new Condition("--only-severity", finding -> severities.contains(finding.severity()));
    }

    /** Only with, or only without, a published fix. */
    public static Condition fixed(boolean wanted) {
        return new Condition(
                wanted ? "--only-fixed" : "--only-unfixed",
                finding -> finding.fixedVersion().isEmpty() != wanted);
    }

    /** Only flaws with one of these ids or aliases. */
    public static Condition ids(Set<String> ids) {
        return new Condition(
                "--only-cve-id",
                finding ->
                        ids.contains(finding.id()) || finding.aliases().stream().anyMatch(ids::contains));
    }

    /** Only components whose name the pattern finds. */
    public static Condition packages(java.util.regex.Pattern pattern) {
        return new Condition(
                "--only-package",
                finding -> pattern.matcher(finding.component().name()).find());
    }

    /** Only components of these purl types. */
    public static Condition packageTypes(Set<String> purlTypes) {
        return new Condition(
                "--only-package-type",
                finding -> purlTypes.contains(finding.component().purl().type()));
    }

    /** Only findings whose deciding CVSS vector has all these metrics, such as {@code AV:N}. */
    public static Condition metrics(List<String> metrics) {
        return new Condition(
                "--only-metric",
                finding -> finding.rating()
                                .or(() -> finding.ratings().stream().findFirst())
                                .filter(rating ->
                                        metrics.stream().allMatch(metric -> hasMetric(rating.vector(), metric)))
                                .isPresent()
                        || finding.ratings().stream()
                                .anyMatch(rating ->
                                        metrics.stream().allMatch(metric -> hasMetric(rating.vector(), metric))));
    }

    private static boolean hasMetric(String vector, String metric) {
        return ("/" + vector + "/").contains("/" + metric + "/");
    }

    /** Only what CISA knows to be exploited. */
    public static Condition knownExploited() {
        return new Condition(
                "--only-cisa-kev",
                finding -> finding.exploitation().knownExploitedSince().isPresent());
    }

    /** Only what came with the base image. */
    public static Condition onlyBase() {
        return new Condition("--only-base", finding -> finding.introducedBy() == IntroducedBy.BASE);
    }

    /** Not what came with the base image. */
    public static Condition ignoreBase() {
        return new Condition("--ignore-base", finding -> finding.introducedBy() != IntroducedBy.BASE);
    }

    /** Only findings with at least this EPSS score, 0 to 1. */
    public static Condition epssScore(double least) {
        return new Condition(
                "--epss-score", finding -> finding.exploitation().epssScore().orElse(-1) >= least);
    }

    /** Only findings with at least this EPSS percentile, 0 to 1. */
    public static Condition epssPercentile(double least) {
        return new Condition(
                "--epss-percentile",
                finding -> finding.exploitation().epssPercentile().orElse(-1) >= least);
    }
}
