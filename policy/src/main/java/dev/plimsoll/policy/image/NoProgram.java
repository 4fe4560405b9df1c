package dev.plimsoll.policy.image;

import dev.plimsoll.policy.Effect;
import dev.plimsoll.policy.RuleResult;
import java.util.Set;
import java.util.function.Function;

/**
 * Programs that a service does not need and an intruder does.
 *
 * @param id the rule's
 * @param one what one of them is called
 * @param several what several are called
 * @param found those of an image
 */
record NoProgram(String id, String one, String several, Function<ImageFacts, Tally> found) implements ImageRule {
    /** {@code package-manager}: an intruder installs his tools with it. */
    static NoProgram packageManager() {
        return new NoProgram(
                "package-manager", "package manager", "package manager programs", ImageFacts::packageManagers);
    }

    /** {@code shell}: most attacks on a service end in one. */
    static NoProgram shell() {
        return new NoProgram("shell", "shell", "shells", ImageFacts::shells);
    }

    /** Images of general distributions have them. */
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
        Tally programs = found.apply(image.facts());
        return programs.count() == 0
                ? Outcome.kept("there is no " + one)
                : Outcome.broken(
                        RuleResult.count(programs.count(), one, several),
                        programs.paths(),
                        "copy what is built into a base without one, such as a distroless image or scratch");
    }
}
