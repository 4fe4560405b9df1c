package dev.plimsoll.policy.image;

import dev.plimsoll.base.SafeText;
import dev.plimsoll.policy.Effect;
import dev.plimsoll.policy.RuleResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code not-writable}: a volume that the user can't write to tempts people to run the image as root. */
final class NotWritable implements ImageRule {
    private static final String REMEDY =
            "in the Dockerfile, before VOLUME and USER: RUN install -d -o USER -g GROUP DIR";

    @Override
    public String id() {
        return "not-writable";
    }

    /** A working directory that can only be read may be what is wanted. */
    @Override
    public Effect defaultEffect() {
        return Effect.INFORM;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.CONFIGURATION, Need.TREE);
    }

    @Override
    public Outcome judge(ImageCase image) {
        List<Place> places = image.facts().places();
        if (places.isEmpty()) {
            return Outcome.kept("it declares no volume and no working directory");
        }
        Optional<RunUser> user = RunUser.of(image.run().user(), image.facts().accounts());
        if (user.isEmpty()) {
            return Outcome.notJudged("its user is not known", "state the user as a number, such as 'USER 65532:65532'");
        }
        List<String> wrong = new ArrayList<>();
        for (Place place : places) {
            if (place.steps().isEmpty() && !user.get().isRoot()) {
                wrong.add(words(place) + ": is not there, so it will be made as root's");
            } else if (!user.get().mayWriteTo(place)) {
                wrong.add(words(place) + ": " + why(place));
            }
        }
        return wrong.isEmpty()
                ? Outcome.kept("user " + user.get().uid() + " may write to "
                        + RuleResult.count(places.size(), "declared directory", "declared directories"))
                : Outcome.broken(
                        "user " + user.get().uid() + " may not write to " + wrong.size() + " of "
                                + RuleResult.count(places.size(), "declared directory", "declared directories"),
                        wrong,
                        REMEDY);
    }

    private static String words(Place place) {
        return place.purpose().words() + " " + SafeText.oneLine(place.path(), 300);
    }

    private static String why(Place place) {
        Place.Step last = place.steps().get(place.steps().size() - 1);
        return last.directory()
                ? "owner " + last.uid() + ", group " + last.gid() + ", mode " + Integer.toOctalString(last.mode())
                : "is no directory";
    }
}
