package dev.plimsoll.policy.image;

import dev.plimsoll.base.SafeText;
import dev.plimsoll.image.ImageInfo.History;
import dev.plimsoll.image.RunConfig;
import dev.plimsoll.image.secret.Secret;
import dev.plimsoll.image.secret.SecretText;
import dev.plimsoll.policy.Effect;
import dev.plimsoll.policy.Glob;
import dev.plimsoll.policy.RuleResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code secrets}: whoever has the image has its environment, labels and history. Only the names of what is found and the places are
 * told, never a value: a report must not spread what it warns of.
 */
final class Secrets implements ImageRule {
    private static final String ENVIRONMENT = "the environment";
    private static final String LABELS = "the labels";

    @Override
    public String id() {
        return "secrets";
    }

    /** Names are not proof, so it does not fail; but a real one is as bad as any flaw. */
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
        Search search = new Search(image.patterns("secrets.allow"));
        RunConfig run = image.run();
        run.environment().forEach(search::variable);
        image.image().labels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(label -> search.value(label.getKey(), label.getValue(), LABELS));
        run.entrypoint().forEach(each -> search.text(each, "the entrypoint"));
        run.command().forEach(each -> search.text(each, "the command"));
        run.healthcheck().ifPresent(test -> test.forEach(each -> search.text(each, "the health check")));
        int number = 0;
        for (History line : image.image().history()) {
            number++;
            search.text(line.createdBy(), "history line " + number);
        }
        List<String> found = search.found();
        return found.isEmpty()
                ? Outcome.kept("no secrets in the environment, labels and history")
                : Outcome.broken(
                        RuleResult.count(found.size(), "likely secret", "likely secrets")
                                + " in the environment, labels or history",
                        found,
                        "make it invalid where it is valid; build with 'RUN --mount=type=secret', and give it at run time");
    }

    /** Names with the first place of each. */
    private static final class Search {
        private static final int MAX_FOUND = 1_000;

        private final List<Glob> allowed;
        private final Map<String, String> places = new LinkedHashMap<>();

        Search(List<Glob> allowed) {
            this.allowed = allowed;
        }

        void variable(String line) {
            int at = line.indexOf('=');
            String name = at < 0 ? line : line.substring(0, at);
            value(name, at < 0 ? "" : line.substring(at + 1), ENVIRONMENT);
        }

        void value(String name, String value, String place) {
            if (SecretText.isSecret(name, value)) {
                add(name, name, place);
                return;
            }
            for (Secret secret : SecretText.in(value)) {
                if (!secret.named()) {
                    add(name, name + ", which looks like a " + secret.what() + ",", place);
                }
            }
        }

        void text(String text, String place) {
            for (Secret secret : SecretText.in(text)) {
                add(secret.what(), secret.named() ? secret.what() : "what looks like a " + secret.what(), place);
            }
        }

        private void add(String name, String words, String place) {
            if (places.size() < MAX_FOUND && !Glob.any(allowed, name)) {
                places.putIfAbsent(SafeText.oneLine(words, 150), place);
            }
        }

        List<String> found() {
            List<String> found = new ArrayList<>();
            places.forEach((words, place) -> found.add(words + " in " + place));
            return found;
        }
    }
}
