package dev.plimsoll.policy.image;

import dev.plimsoll.policy.Effect;
import dev.plimsoll.policy.RuleResult;
import java.util.Set;

/** {@code shell}: most attacks on a service end in one. */
final class Shell implements ImageRule {
    @Override
    public String id() {
        return "shell";
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
        Tally found = image.facts().shells();
        return found.count() == 0
                ? Outcome.kept("there is no shell")
                : Outcome.broken(
                        RuleResult.count(found.count(), "shell", "shells"),
                        found.paths(),
                        "copy what is built into a base without one, such as a distroless image or scratch");
    }
}
