package dev.plimsoll.build;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.root.RootTree;
import dev.plimsoll.build.spec.Budget;
import dev.plimsoll.build.spec.ImageSpec;
import dev.plimsoll.image.write.LayerFile;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether an image keeps to what its spec allows it, asked before anything is written. */
final class Budgets {
    private static final int NAMED = 8;
    private static final String OWN = "the image's own files";

    private Budgets() {}

    /**
     * @param size bytes of the uncompressed layers
     * @throws PlimsollException USAGE if it does not, naming the largest packages
     */
    static void check(ImageSpec spec, RootTree tree, long size) {
        Budget budget = spec.budget();
        if (budget.packages().isPresent()
                && tree.kept().size() > budget.packages().getAsInt()) {
            throw over(
                    spec,
                    tree,
                    tree.kept().size() + " packages, and its budget is "
                            + budget.packages().getAsInt());
        }
        if (budget.size().isPresent() && size > budget.size().getAsLong()) {
            throw over(
                    spec,
                    tree,
                    megabytes(size) + ", and its budget is "
                            + megabytes(budget.size().getAsLong()));
        }
    }

    private static PlimsollException over(ImageSpec spec, RootTree tree, String what) {
        return new PlimsollException(
                ErrorCode.USAGE,
                spec.file() + ": " + spec.image() + " has " + what + ". The largest: " + largest(tree)
                        + ". Leave out what is not needed ('omit', 'leave-out'), or raise 'budget'");
    }

    private static String largest(RootTree tree) {
        Map<String, Long> sizes = new HashMap<>();
        for (LayerFile file : tree.files()) {
            sizes.merge(tree.owners().getOrDefault(file.path(), OWN), file.size(), Long::sum);
        }
        return sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(NAMED)
                .map(each -> each.getKey() + " " + megabytes(each.getValue()))
                .collect(Collectors.joining(", "));
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
