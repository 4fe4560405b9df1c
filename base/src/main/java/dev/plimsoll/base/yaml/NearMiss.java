package dev.plimsoll.base.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which of several known words somebody meant. */
final class NearMiss {
    private static final int LONGEST = 60;

    private NearMiss() {}

    /** The nearest one, if it is near enough to be meant. */
    static Optional<String> of(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        String meant = normal(word);
        return known.stream()
                .filter(each -> distance(meant, each) <= Math.max(1, each.length() / 3))
                .min(Comparator.comparing(each -> distance(meant, each)));
    }

    /** {@code onlyFixable}, {@code ONLY_FIXABLE} and {@code only fixable} are {@code only-fixable}. */
    private static String normal(String word) {
        return word.replaceAll("([a-z])([A-Z])", "$1-$2")
                .replace('_', '-')
                .replace(' ', '-')
                .toLowerCase(Locale.ROOT);
    }

    /** How many letters are added, missing, wrong or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            rows[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            rows[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int wrong = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                rows[i][j] = Math.min(wrong, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[a.length()][b.length()];
    }
}
