package dev.plimsoll.debian;

import java.util.List;
import java.util.Locale;

/**
 * Tells what a sentence claims about an id in it. Changelogs are prose: a short list of phrases decides, and only those that plainly
 * deny a fix; everything else that names an id counts as fixing it, as that is why changelogs name them.
 */
final class Wording {
    private static final List<String> DENIED = List.of(
            "not affected",
            "not vulnerable",
            "unaffected",
            "doesn't affect",
            "does not affect",
            "do not affect",
            "don't affect",
            "not applicable",
            "does not apply to",
            "does not fix",
            "doesn't fix",
            "do not fix",
            "don't fix",
            "did not fix",
            "not fixed",
            "not yet fixed",
            "unfixed",
            "still vulnerable",
            "still affected",
            "remains vulnerable",
            "remains unfixed",
            "cannot be fixed",
            "can't be fixed",
            "won't fix",
            "will not fix",
            "wontfix",
            "false positive",
            "already fixed",
            "already been fixed",
            "already patched",
            "already included",
            "previously fixed",
            "fixed previously",
            "was fixed in",
            "were fixed in",
            "has been fixed in",
            "have been fixed in",
            "had been fixed in",
            "previous changelog",
            "changelog entr",
            "in changelog",
            "in the changelog",
            "to changelog",
            "to the changelog",
            "retroactively",
            "regression");

    private static final List<String> BROKEN =
            List.of("break", "broke", "caus", "problem", "fails", "failure", "regress");

    private static final List<String> UPSTREAMED = List.of(
            "applied",
            "merged",
            "included",
            "upstream",
            "incorporated",
            "integrated",
            "superseded",
            "obsolete",
            "needed");

    private static final List<String> PATCH =
            List.of("patch", ".diff", "fix", "backport", "cherry", "applied", "merged");

    private static final List<String> HOUSEKEEPING =
            List.of("drop", "remov", "delet", "refresh", "renam", "rebas", "unfuzz", "unappl", "disabl");

    private static final List<String> PURPOSE = List.of(
            "to fix",
            "fixes cve",
            "fixing cve",
            "fixes:",
            "(fixes",
            "(fix:",
            "fix cve",
            "address",
            "mitigat",
            "to prevent");

    private static final List<String> PURPOSE_OF_REVERT =
            List.of("to fix", "fixes", "fixing", "addresses", "mitigates");

    private Wording() {}

    /**
     * @param context the sentences that lead to this one
     * @param sentence in which the id stands
     * @param position of the id in it
     */
    static Claim claim(String context, String sentence, int position) {
        Claim inherited = context.isEmpty() ? Claim.FIXED : judge(lower(context), context.length());
        return inherited == Claim.FIXED ? judge(lower(sentence), position) : inherited;
    }

    private static Claim judge(String text, int position) {
        if (takesBack(text, position)) {
            return Claim.TAKEN_BACK;
        }
        if (keepsHouse(text)) {
            boolean broken = containsAny(text, BROKEN) && !containsAny(text, UPSTREAMED);
            return broken ? Claim.TAKEN_BACK : Claim.NAMED;
        }
        if (text.contains("incomplete fix")) {
            return coveredByIncomplete(text, position) ? Claim.NAMED : Claim.FIXED;
        }
        boolean testOnly = text.startsWith("add") && text.contains("test") && !text.contains("fix");
        return testOnly || containsAny(text, DENIED) || brokenByFix(text) ? Claim.NAMED : Claim.FIXED;
    }

    private static boolean takesBack(String text, int position) {
        int revert = firstOf(text, "revert", "back out", "backed out", "backing out", "backs out", "undo the fix");
        if (revert < 0 || isDoubleRevert(text) || text.contains("and apply") || text.contains("replac")) {
            return false;
        }
        if (revert > position) {
            // 'CVE-…: revert the change that …' fixes by reverting; 'CVE-…: revert the fix' does not.
            return text.startsWith("cve")
                    ? revertsFix(text.substring(revert))
                    : !text.substring(revert).contains("introduc");
        }
        String between = text.substring(revert, position);
        return !between.contains("introduc")
                && !between.contains("vulnerab")
                && !containsAny(between, PURPOSE_OF_REVERT);
    }

    private static boolean isDoubleRevert(String text) {
        return text.contains("revert \"revert") || text.contains("revert the revert") || text.contains("revert revert");
    }

    private static boolean revertsFix(String tail) {
        String start = tail.substring(0, Math.min(tail.length(), 40));
        return start.startsWith("reverted")
                || containsAny(start, List.of(" fix", " patch", " backport", "revert it", "revert this", "reverts it"));
    }

    private static boolean keepsHouse(String text) {
        boolean startsSo = HOUSEKEEPING.stream().anyMatch(text::startsWith);
        return startsSo && containsAny(text, PATCH) && !containsAny(text, PURPOSE);
    }

    /** 'CVE-2 (incomplete fix for CVE-1)': the first is fixed, the second only named. */
    private static boolean coveredByIncomplete(String text, int position) {
        int phrase = text.indexOf("incomplete fix");
        boolean hasObject = FlawIds.in(text.substring(phrase)).size() > 0;
        return position > phrase || !hasObject;
    }

    private static boolean brokenByFix(String text) {
        int by = firstOf(text, "broken by", "caused by", "introduced by", "due to");
        return by >= 0
                && containsAny(text.substring(by), List.of("fix for", "fix of", "patch for", "fixes for", "previous"));
    }

    private static int firstOf(String text, String... phrases) {
        int first = -1;
        for (String phrase : phrases) {
            int at = text.indexOf(phrase);
            if (at >= 0 && (first < 0 || at < first)) {
                first = at;
            }
        }
        return first;
    }

    private static boolean containsAny(String text, List<String> phrases) {
        for (String phrase : phrases) {
            if (text.contains(phrase)) {
                return true;
            }
        }
        return false;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT).replace('’', '\'');
    }
}
