package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.base.yaml.Fault;
import dev.plimsoll.policy.file.PolicyFile;
import dev.plimsoll.policy.file.PolicyOverrides;
import dev.plimsoll.policy.file.Show;
import dev.plimsoll.report.FindingFilter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is allowed: these options before the environment before the file before the defaults. */
final class PolicyOptions {
    /** Each option by the variable that means the same. */
    private static final Map<String, String> NAMES = Map.of(
            "MAX_CRITICAL_CVES", "--max-critical",
            "MAX_HIGH_CVES", "--max-high",
            "MAX_MEDIUM_CVES", "--max-medium",
            "FAIL_ON_CRITICAL", "--fail-on-critical",
            "FAIL_ON_HIGH", "--fail-on-high",
            "MAX_FEED_AGE", "--max-feed-age");

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "What is allowed. Default: plimsoll.yaml in this directory, if it is there.")
    private @Nullable Path file;

    @Option(names = "--max-critical", paramLabel = "N", description = "Allow so many critical findings.")
    private @Nullable String maxCritical;

    @Option(names = "--max-high", paramLabel = "N", description = "Allow so many high findings.")
    private @Nullable String maxHigh;

    @Option(names = "--max-medium", paramLabel = "N", description = "Allow so many medium findings.")
    private @Nullable String maxMedium;

    @Option(
            names = "--fail-on-critical",
            paramLabel = "true|false",
            description = "Whether too many critical ones fail.")
    private @Nullable String failOnCritical;

    @Option(names = "--fail-on-high", paramLabel = "true|false", description = "Whether too many high ones fail.")
    private @Nullable String failOnHigh;

    @Option(
            names = "--max-feed-age",
            paramLabel = "DAYS",
            description = "How many days ago a source may last have been confirmed.")
    private @Nullable String maxFeedAge;

    /** The policy; each fault of its file is told on its own line before the failure. */
    PolicyFile policy(CliContext context) {
        PolicyFile read = PolicyFile.find(Optional.ofNullable(file), Path.of(""))
                .map(path -> read(context, path))
                .orElse(PolicyFile.DEFAULTS);
        return read.overriddenBy(PolicyOverrides.ofEnvironment(context.environment()))
                .overriddenBy(PolicyOverrides.of(given(), "the command line", NAMES));
    }

    /** @throws PlimsollException USAGE if the file has faults, all of which were told then */
    static PolicyFile read(CliContext context, Path path) {
        PolicyFile.Reading reading = PolicyFile.read(path);
        for (Fault fault : reading.faults()) {
            context.err().println(SafeText.line(fault.in(path.toString())));
        }
        int faults = reading.faults().size();
        return reading.policy()
                .orElseThrow(() -> new PlimsollException(
                        ErrorCode.USAGE,
                        "the policy " + path + " has " + faults + (faults == 1 ? " fault" : " faults")
                                + "; nothing was done"));
    }

    /** The policy as a run takes it. */
    static RunPolicy forRun(PolicyFile file) {
        return new RunPolicy(file.policy().source(), file.policy().contacts(), file::policyFor, filter(file.show()));
    }

    private static FindingFilter filter(Show show) {
        List<FindingFilter.Condition> conditions = new ArrayList<>();
        if (!show.severities().isEmpty()) {
            conditions.add(FindingFilter.severities(show.severities()));
        }
        if (show.onlyFixed()) {
            conditions.add(FindingFilter.fixed(true));
        }
        return new FindingFilter(conditions);
    }

    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        put(given, "MAX_CRITICAL_CVES", maxCritical);
        put(given, "MAX_HIGH_CVES", maxHigh);
        put(given, "MAX_MEDIUM_CVES", maxMedium);
        put(given, "FAIL_ON_CRITICAL", failOnCritical);
        put(given, "FAIL_ON_HIGH", failOnHigh);
        put(given, "MAX_FEED_AGE", maxFeedAge);
        return given;
    }

    private static void put(Map<String, String> given, String name, @Nullable String value) {
        if (value != null) {
            given.put(name, value);
        }
    }
}
