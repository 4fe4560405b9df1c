package dev.plimsoll.policy.image;

import dev.plimsoll.policy.Effect;
import dev.plimsoll.policy.RuleResult;
import dev.plimsoll.scan.ComponentCoverage;
import java.util.List;
import java.util.Set;

/** {@code upgradable}: what the distribution has published since the image was built is not in it. */
final class Upgradable implements ImageRule {
    private static final String REMEDY = "build it anew, so that its packages are the newest; with a cache: --no-cache";

    @Override
    public String id() {
        return "upgradable";
    }

    /** The flaws that an upgrade mends are found as such, and have thresholds of their own. */
    @Override
    public Effect defaultEffect() {
        return Effect.INFORM;
    }

    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    @Override
    public Outcome judge(ImageCase image) {
        List<ComponentCoverage> packages = image.distributionPackages();
        if (packages.isEmpty()) {
            return image.scan().inventory().gaps().isEmpty()
                    ? Outcome.kept("there are no packages of a distribution")
                    : Outcome.notJudged("not all of the image could be read", "see what could not be read");
        }
        List<String> upgradable = packages.stream()
                .filter(each -> each.newest()
                        .filter(newest -> !newest.equals(each.component().version()))
                        .isPresent())
                .map(each -> words(each) + " -> " + each.newest().orElseThrow())
                .toList();
        if (!upgradable.isEmpty()) {
            return Outcome.broken(
                    RuleResult.count(upgradable.size(), "package", "packages") + " of " + packages.size()
                            + " can be upgraded",
                    upgradable,
                    REMEDY);
        }
        List<ComponentCoverage> unknown =
                packages.stream().filter(each -> each.newest().isEmpty()).toList();
        return unknown.isEmpty()
                ? Outcome.kept("none of " + RuleResult.count(packages.size(), "package", "packages")
                        + " can be upgraded from the distribution's archive")
                : Outcome.notJudged(
                        "whether " + RuleResult.count(unknown.size(), "package", "packages") + " of " + packages.size()
                                + " can be upgraded: the distribution's archive was not asked, or does not have them",
                        unknown.stream()
                                .map(each -> words(each) + ": " + each.best().detail())
                                .toList(),
                        "ask the archive: run without --offline and --no-live");
    }

    private static String words(ComponentCoverage each) {
        return each.component().name() + " " + each.component().version();
    }
}
