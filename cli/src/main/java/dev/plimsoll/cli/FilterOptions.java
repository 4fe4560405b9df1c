package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.report.FindingFilter;
import dev.plimsoll.report.FindingFilter.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which findings are shown. */
final class FilterOptions {
    @Option(
            names = "--only-severity",
            split = ",",
            paramLabel = "SEVERITY",
            description = "Only these: critical, high, medium, low, unspecified.")
    private List<String> severities = List.of();

    @Option(names = "--only-fixed", description = "Only findings with a published fix.")
    private boolean onlyFixed;

    @Option(names = "--only-unfixed", description = "Only findings without a published fix.")
    private boolean onlyUnfixed;

    @Option(names = "--only-cve-id", split = ",", paramLabel = "ID", description = "Only these ids or aliases.")
    private List<String> ids = List.of();

    @Option(names = "--only-package", paramLabel = "REGEX", description = "Only packages whose name it finds.")
    private @Nullable String packages;

    @Option(
            names = "--only-package-type",
            split = ",",
            paramLabel = "TYPE",
            description = "Only packages of these purl types: deb, apk, rpm, maven, npm, pypi, golang.")
    private List<String> packageTypes = List.of();

    @Option(
            names = "--only-metric",
            split = ",",
            paramLabel = "METRIC",
            description = "Only findings with all these CVSS metrics, for example AV:N,PR:N.")
    private List<String> metrics = List.of();

    @Option(names = "--only-cisa-kev", description = "Only flaws that CISA knows to be exploited.")
    private boolean onlyKnownExploited;

    @Option(names = "--only-base", description = "Only what came with the base image.")
    private boolean onlyBase;

    @Option(names = "--ignore-base", description = "Not what came with the base image.")
    private boolean ignoreBase;

    @Option(names = "--epss-score", paramLabel = "SCORE", description = "Only with at least this EPSS score, 0 to 1.")
    private @Nullable Double epssScore;

    @Option(
            names = "--epss-percentile",
            paramLabel = "SHARE",
            description = "Only with at least this EPSS percentile, 0 to 1.")
    private @Nullable Double epssPercentile;

    /** Whether the base image must be looked up to answer. */
    boolean wantsBase() {
        return onlyBase || ignoreBase;
    }

    FindingFilter filter() {
        refuse(onlyFixed && onlyUnfixed, "--only-fixed and --only-unfixed exclude each other");
        refuse(onlyBase && ignoreBase, "--only-base and --ignore-base exclude each other");
        List<Condition> conditions = new ArrayList<>();
        if (!severities.isEmpty()) {
            conditions.add(FindingFilter.severities(SeverityWords.parse(severities)));
        }
        if (onlyFixed || onlyUnfixed) {
            conditions.add(FindingFilter.fixed(onlyFixed));
        }
        if (!ids.isEmpty()) {
            conditions.add(FindingFilter.ids(Set.copyOf(ids)));
        }
        if (packages != null) {
            conditions.add(FindingFilter.packages(pattern(packages)));
        }
        if (!packageTypes.isEmpty()) {
            conditions.add(FindingFilter.packageTypes(Set.copyOf(packageTypes)));
        }
        if (!metrics.isEmpty()) {
            conditions.add(FindingFilter.metrics(metrics));
        }
        if (onlyKnownExploited) {
            conditions.add(FindingFilter.knownExploited());
        }
        if (onlyBase) {
            conditions.add(FindingFilter.onlyBase());
        }
        if (ignoreBase) {
            conditions.add(FindingFilter.ignoreBase());
        }
        if (epssScore != null) {
            conditions.add(FindingFilter.epssScore(share("--epss-score", epssScore)));
        }
        if (epssPercentile != null) {
            conditions.add(FindingFilter.epssPercentile(share("--epss-percentile", epssPercentile)));
        }
        return new FindingFilter(conditions);
    }

    private static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new PlimsollException(
                    ErrorCode.USAGE, "--only-package wants a regular expression: " + e.getDescription(), e);
        }
    }

    private static double share(String option, double value) {
        refuse(!(value >= 0 && value <= 1), option + " wants a number from 0 to 1, not " + value);
        return value;
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw new PlimsollException(ErrorCode.USAGE, message);
        }
    }
}
