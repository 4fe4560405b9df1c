package dev.plimsoll.policy.image;

import dev.plimsoll.policy.Effect;
import dev.plimsoll.policy.RuleResult;
import java.util.Set;

/** {@code package-manager}: an intruder installs his tools with it. */
final class PackageManager implements ImageRule {
    @Override
    public String id() {
        return "package-manager";
    }

    /** Images of general distributions have one. */
    @Override
    public Effect defaultEffect() {
        return Effect.INFORM;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.TREE);
    }

    @Override
    public Outcome judge(ImageCase image) {
        Tally found = image.facts().packageManagers();
        return found.count() == 0
                ? Outcome.kept("there is no package manager")
                : Outcome.broken(
                        RuleResult.count(found.count(), "package manager program", "package manager programs"),
                        found.paths(),
                        "copy what is built into a base without one, such as a distroless image or scratch");
    }
}
