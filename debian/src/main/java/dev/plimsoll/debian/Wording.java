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
            "retroactively");

    /** Words that deny a fix only where the id is not named as what is fixed: '… (CVE-…)', 'Fix CVE-…: …'. */
    private static final List<String> DENIED_IN_PROSE = List.of("regression", "false positive", "not applicable");

    private static final List<String> ABOUT_A_FIX =
            List.of("the fix for", "the fixes for", "the previous fix", "the earlier fix", "the patch for");

    private static final List<String> TESTS = List.of(
            "add test",
            "add a test",
            "add unit test",
            "add autopkgtest",
            "add upstream test",
            "added test",
            "adds test");

    private static final List<String> FIX_WORDS =
            List.of("fix", "patch", "backport", "change", "security", "cve", ".diff");

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

    private static final List<String> DONE = List.of(
            "removed",
            "dropped",
            "refreshed",
            "deleted",
            "renamed",
            "applied",
            "merged",
            "included",
            "fixed upstream",
            "upstreamed",
            "obsolete",
            "no longer needed");

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
        if (keepsHouse(text, position)) {
            boolean broken = containsAny(text, BROKEN) && !containsAny(text, UPSTREAMED);
            return broken ? Claim.TAKEN_BACK : Claim.NAMED;
        }
        if (text.contains("incomplete fix")) {
            return coveredByIncomplete(text, position) ? Claim.NAMED : Claim.FIXED;
        }
        boolean testOnly = startsWithAny(text, TESTS) && !text.contains("fix");
        boolean denied = containsAny(text, DENIED)
                || brokenByFix(text)
                || startsWithAny(text, ABOUT_A_FIX) && !containsAny(text, PURPOSE);
        boolean deniedInProse = containsAny(text, DENIED_IN_PROSE) && !isNamedAsFixed(text, position);
        return testOnly || denied || deniedInProse ? Claim.NAMED : Claim.FIXED;
    }

    private static boolean isNamedAsFixed(String text, int position) {
        boolean inParentheses = position > 0 && text.charAt(Math.min(position, text.length()) - 1) == '(';
        int colon = text.indexOf(':');
        boolean headline = (text.startsWith("fix cve") || text.startsWith("fixes cve")) && colon > 0 && colon < 40;
        return inParentheses || headline;
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
        if (between.contains("introduc") || between.contains("vulnerab") || containsAny(between, PURPOSE_OF_REVERT)) {
            return false;
        }
        return isOfFix(between);
    }

    /** 'Revert "title of a commit" (CVE-…)' fixes by reverting; 'revert the fix for CVE-…', 'revert CVE-…' do not. */
    private static boolean isOfFix(String between) {
        int parenthesis = between.lastIndexOf("(cve");
        String said = parenthesis >= 0 || between.endsWith("(")
                ? between.substring(0, parenthesis >= 0 ? parenthesis : between.length() - 1)
                : between;
        String object = withoutQuotes(said.substring(said.indexOf(' ') + 1));
        boolean quotedTitle = !object.equals(said.substring(said.indexOf(' ') + 1));
        return !quotedTitle && object.length() < 12 || containsAny(object, FIX_WORDS);
    }

    private static String withoutQuotes(String text) {
        int open = text.indexOf('"');
        int close = text.lastIndexOf('"');
        return open >= 0 && close > open ? text.substring(0, open) + text.substring(close + 1) : text;
    }

    private static boolean isDoubleRevert(String text) {
        return text.contains("revert \"revert") || text.contains("revert the revert") || text.contains("revert revert");
    }

    private static boolean revertsFix(String tail) {
        String start = tail.substring(0, Math.min(tail.length(), 40));
        return start.startsWith("reverted")
                || containsAny(start, List.of(" fix", " patch", " backport", "revert it", "revert this", "reverts it"));
    }

    private static boolean keepsHouse(String text, int position) {
        boolean startsSo = startsWithAny(text, HOUSEKEEPING);
        return startsSo && containsAny(text, PATCH) && !containsAny(text, PURPOSE) || keepsHouseOfFile(text, position);
    }

    /** 'patches/CVE-….patch: removed, applied upstream', 'd/patches: remove CVE-….patch'; not what a new patch does. */
    private static boolean keepsHouseOfFile(String text, int position) {
        int colon = text.indexOf(": ");
        if (colon < 0 || !text.substring(0, colon).contains("patch")) {
            return false;
        }
        String tail = text.substring(colon + 2);
        boolean objectFollows = position > colon && containsAny(tail, List.of(".patch", ".diff"));
        return startsWithAny(tail, HOUSEKEEPING)
                && (objectFollows || containsAny(tail, DONE) && !containsAny(tail, PURPOSE));
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

    private static boolean startsWithAny(String text, List<String> phrases) {
        return phrases.stream().anyMatch(text::startsWith);
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
