package dev.plimsoll.policy.image;

import dev.plimsoll.base.SafeText;
import dev.plimsoll.policy.Effect;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code runs-as-root}: whoever breaks out of a process of root's is root. */
final class RunsAsRoot implements ImageRule {
    private static final String REMEDY =
            "make a user in the Dockerfile and end it with a number, such as 'USER 65532:65532'";

    @Override
    public String id() {
        return "runs-as-root";
    }

    /** Many images start as root to drop its rights themselves; those can be waived, the others should not pass unseen. */
    @Override
    public Effect defaultEffect() {
        return Effect.WARN;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.CONFIGURATION);
    }

    @Override
    public Outcome judge(ImageCase image) {
        String stated = image.run().user();
        String shown = SafeText.oneLine(stated, 100);
        Accounts accounts = image.seen().map(ImageFacts::accounts).orElse(Accounts.NONE);
        Optional<RunUser> user = RunUser.of(stated, accounts);
        if (user.isEmpty()) {
            return Outcome.notJudged(
                    accounts.problem().isEmpty()
                            ? "the image's own etc/passwd and etc/group do not know the user '" + shown + "'"
                            : "whether the user '" + shown + "' is root: " + accounts.problem(),
                    REMEDY);
        }
        if (user.get().isRoot()) {
            String how = stated.isEmpty() ? "no USER is stated" : "USER is '" + shown + "'";
            return Outcome.broken("it runs as root: " + how, List.of(), REMEDY);
        }
        return Outcome.kept("it runs as '" + shown + "', user id " + user.get().uid());
    }
}
