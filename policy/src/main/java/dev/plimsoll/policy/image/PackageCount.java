package dev.plimsoll.policy.image;

import dev.plimsoll.policy.Effect;
import dev.plimsoll.policy.RuleResult;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** {@code package-count}: each package more is more to be attacked and more to be upgraded. */
final class PackageCount implements ImageRule {
    @Override
    public String id() {
        return "package-count";
    }

    /** Only whoever knows what an image is for can say how much it needs. */
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
        int count = image.distributionPackages().size();
        String words = RuleResult.count(count, "package", "packages") + " of the distribution";
        OptionalLong most = image.number("package-count.max");
        if (most.isEmpty()) {
            return Outcome.kept(words + "; no budget is set");
        }
        String budget = words + " (at most " + most.getAsLong() + ")";
        return count <= most.getAsLong()
                ? Outcome.kept(budget)
                : Outcome.broken(
                        budget, List.of(), "leave out what is not needed: --no-install-recommends, a smaller base");
    }
}
