package dev.plimsoll.policy.file;

import dev.plimsoll.advisory.Severity;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.policy.Effect;
import dev.plimsoll.policy.Policy;
import dev.plimsoll.policy.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Limits that are set outside the file: {@code MAX_CRITICAL_CVES}, {@code MAX_HIGH_CVES}, {@code MAX_MEDIUM_CVES},
 * {@code FAIL_ON_CRITICAL}, {@code FAIL_ON_HIGH} and {@code MAX_FEED_AGE} (days), be it as variables or as options that mean the same.
 */
public final class PolicyOverrides {
    private final String source;
    private final List<Change> changes = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    private PolicyOverrides(String source) {
        this.source = source;
    }

    /**
     * What is set.
     *
     * @param values by the variable's name; others than the six are not looked at, and an empty value is none
     * @param source in words, such as {@code the environment}
     * @param shown how a variable is called to the user, such as {@code MAX_HIGH_CVES} or {@code --max-high}, by its name
     * @throws PlimsollException USAGE for a value that is no number or no boolean; names the variable
     */
    public static PolicyOverrides of(Map<String, String> values, String source, Map<String, String> shown) {
        PolicyOverrides overrides = new PolicyOverrides(source);
        Reader reader = new Reader(values, shown, overrides.names);
        reader.number("MAX_CRITICAL_CVES").ifPresent(max -> overrides.limit(Severity.CRITICAL, max));
        reader.number("MAX_HIGH_CVES").ifPresent(max -> overrides.limit(Severity.HIGH, max));
        reader.number("MAX_MEDIUM_CVES").ifPresent(max -> overrides.limit(Severity.MEDIUM, max));
        reader.bool("FAIL_ON_CRITICAL").ifPresent(fail -> overrides.fail(Severity.CRITICAL, fail));
        reader.bool("FAIL_ON_HIGH").ifPresent(fail -> overrides.fail(Severity.HIGH, fail));
        reader.number("MAX_FEED_AGE")
                .ifPresent(days -> overrides.changes.add(policy -> policy.maxFeedAge(Duration.ofDays(days))));
        return overrides;
    }

    /** What the environment sets. */
    public static PolicyOverrides ofEnvironment(Map<String, String> environment) {
        return of(environment, "the environment", Map.of());
    }

    private void limit(Severity severity, int max) {
        changes.add(policy -> policy.threshold(
                severity,
                new Threshold(max, effect(policy.build(), severity).orElseGet(() -> overByDefault(severity)))));
    }

    /** Where it shall not fail, it warns; what the file has milder stays. */
    private void fail(Severity severity, boolean fail) {
        changes.add(policy -> {
            Policy before = policy.build();
            int max = effect(before, severity).isPresent()
                    ? before.threshold(severity).max()
                    : Policy.DEFAULT.threshold(severity).max();
            Effect milder = effect(before, severity)
                    .filter(effect -> effect != Effect.FAIL)
                    .orElse(Effect.WARN);
            policy.threshold(severity, new Threshold(max, fail ? Effect.FAIL : milder));
        });
    }

    /** What follows under a policy; empty if that has no limit. */
    private static Optional<Effect> effect(Policy policy, Severity severity) {
        return Optional.of(policy.threshold(severity).over()).filter(effect -> effect != Effect.IGNORE);
    }

    /** What follows where only a number is given. */
    static Effect overByDefault(Severity severity) {
        return switch (severity) {
            case CRITICAL -> Effect.FAIL;
            case HIGH -> Effect.WARN;
            case MEDIUM, LOW, UNSPECIFIED -> Effect.INFORM;
        };
    }

    List<Change> changes() {
        return changes;
    }

    /** Where it is set, in words, with the names. */
    String source() {
        return source + " (" + String.join(", ", names) + ")";
    }

    /** Reads values; collects the names of those that are set. */
    private record Reader(Map<String, String> values, Map<String, String> shown, List<String> names) {
        Optional<Integer> number(String name) {
            return value(name).map(text -> {
                try {
                    int number = Integer.parseInt(text);
                    if (number >= 0) {
                        return number;
                    }
                } catch (NumberFormatException e) {
                    throw wrong(name, "a whole number from 0 on", text, e);
                }
                throw wrong(name, "a whole number from 0 on", text, null);
            });
        }

        Optional<Boolean> bool(String name) {
            return value(name).map(text -> switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "yes", "1" -> true;
                case "false", "no", "0" -> false;
                default -> throw wrong(name, "true or false", text, null);
            });
        }

        private Optional<String> value(String name) {
            Optional<String> value =
                    Optional.ofNullable(values.get(name)).map(String::strip).filter(text -> !text.isEmpty());
            value.ifPresent(text -> names.add(shown.getOrDefault(name, name)));
            return value;
        }

        private PlimsollException wrong(
                String name, String wanted, String text, @org.jspecify.annotations.Nullable Exception cause) {
            return new PlimsollException(
                    ErrorCode.USAGE,
                    shown.getOrDefault(name, name) + " wants " + wanted + ", not '" + text + "'",
                    cause);
        }
    }
}
