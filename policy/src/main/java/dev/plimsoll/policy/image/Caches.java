package dev.plimsoll.policy.image;

import dev.plimsoll.image.Scheme;
import dev.plimsoll.policy.Effect;
import dev.plimsoll.policy.RuleResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code caches}: what building left behind is downloaded with every start, and is of use to an intruder only. */
final class Caches implements ImageRule {
    private static final long KIB = 1024;

    @Override
    public String id() {
        return "caches";
    }

    /** It costs space first of all. */
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
        Map<Leftover, Tally> left = new EnumMap<>(Leftover.class);
        left.putAll(image.facts().leftovers());
        if (image.image().form() == Scheme.FS) {
            // A directory may be the very place where somebody works.
            left.remove(Leftover.GIT);
            left.remove(Leftover.COMPILER);
        }
        if (left.isEmpty()) {
            return Outcome.kept("no caches and no leftovers of building");
        }
        List<String> subjects = new ArrayList<>();
        left.forEach((kind, tally) -> subjects.add(words(kind, tally)));
        int files = left.values().stream().mapToInt(Tally::count).sum();
        long bytes = left.values().stream().mapToLong(Tally::bytes).sum();
        return Outcome.broken(
                RuleResult.count(files, "file", "files") + " (" + size(bytes) + ") of caches and leftovers of building",
                subjects,
                "in the RUN that makes them: "
                        + left.keySet().stream().map(Leftover::remedy).collect(Collectors.joining("; ")));
    }

    private static String words(Leftover kind, Tally tally) {
        return kind.words() + ": " + RuleResult.count(tally.count(), "file", "files") + ", " + size(tally.bytes())
                + ", for example " + String.join(", ", tally.paths());
    }

    private static String size(long bytes) {
        if (bytes < KIB) {
            return bytes + " B";
        }
        return bytes < KIB * KIB
                ? bytes / KIB + " KiB"
                : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (KIB * KIB));
    }
}
