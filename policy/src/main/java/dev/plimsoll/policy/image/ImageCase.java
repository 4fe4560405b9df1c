package dev.plimsoll.policy.image;

import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.RunConfig;
import dev.plimsoll.policy.Glob;
import dev.plimsoll.scan.BaseImage;
import dev.plimsoll.scan.ComponentCoverage;
import dev.plimsoll.scan.ScanResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What rules may ask.
 *
 * @param scan the scan of the image
 * @param seen what its tree holds; empty if it has none
 * @param settings of the rules, by {@code rule.setting}
 * @param now the time
 */
record ImageCase(ScanResult scan, Optional<ImageFacts> seen, Map<String, String> settings, Instant now) {
    ImageInfo image() {
        return scan.image();
    }

    /** How it is run; a rule that asks needs the configuration. */
    RunConfig run() {
        return image().run().orElse(RunConfig.NONE);
    }

    /** What is in its tree; a rule that asks needs the tree. */
    ImageFacts facts() {
        return seen.orElseThrow(() -> new IllegalStateException("the rule did not say that it needs the tree"));
    }

    Optional<BaseImage> base() {
        return scan.base();
    }

    boolean has(ImageRule.Need need) {
        return switch (need) {
            case CONFIGURATION -> image().run().isPresent();
            case TREE -> seen.isPresent();
        };
    }

    /** What is installed of the distribution. */
    List<ComponentCoverage> distributionPackages() {
        return scan.coverage().stream()
                .filter(ComponentCoverage::isOfDistribution)
                .toList();
    }

    /** A setting that is a number; empty if it is not set. */
    OptionalLong number(String setting) {
        String text = settings.getOrDefault(setting, "");
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }

    /** A setting in whole days. */
    long days(String setting, long otherwise) {
        return number(setting).orElse(otherwise);
    }

    /** A setting that is a list. */
    List<String> list(String setting, List<String> otherwise) {
        String text = settings.get(setting);
        return text == null
                ? otherwise
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .toList();
    }

    List<Glob> patterns(String setting) {
        return list(setting, List.of()).stream().map(Glob::new).toList();
    }

    /** How long ago something was, in whole days. */
    long daysSince(Instant time) {
        return Duration.between(time, now).toDays();
    }
}
