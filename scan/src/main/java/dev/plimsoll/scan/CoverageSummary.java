package dev.plimsoll.scan;

import dev.plimsoll.advisory.Coverage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How much of an image was judged, in numbers.
 *
 * @param judged components whose known flaws would have been found
 * @param fixesOnly components judged for published fixes only
 * @param notJudged components of which nothing is known either way
 * @param unidentified pieces without a coordinate that no distro package owns
 * @param gaps places that could not be read
 * @param unreadable pairs of component and record that could not be evaluated
 */
public record CoverageSummary(int judged, int fixesOnly, int notJudged, int unidentified, int gaps, int unreadable) {

    static CoverageSummary of(List<ComponentCoverage> coverage, int unidentified, int gaps) {
        Map<Coverage.Level, Integer> byLevel = new EnumMap<>(Coverage.Level.class);
        int unreadable = 0;
        for (ComponentCoverage each : coverage) {
            byLevel.merge(each.best().level(), 1, Integer::sum);
            unreadable += each.unreadable().size();
        }
        return new CoverageSummary(
                byLevel.getOrDefault(Coverage.Level.JUDGED, 0),
                byLevel.getOrDefault(Coverage.Level.JUDGED_FIXES_ONLY, 0),
                byLevel.getOrDefault(Coverage.Level.NOT_JUDGED, 0),
                unidentified,
                gaps,
                unreadable);
    }

    /** Components of all levels, unidentified pieces among them. */
    public int total() {
        return judged + fixesOnly + notJudged + unidentified;
    }

    /** Whether every component was fully judged, every place read and every record evaluated. */
    public boolean isComplete() {
        return fixesOnly == 0 && !hasUnjudged();
    }

    /** Whether anything at all was not judged: judged for published fixes only is not counted here. */
    public boolean hasUnjudged() {
        return notJudged > 0 || unidentified > 0 || gaps > 0 || unreadable > 0;
    }

    /**
     * Share of components judged, in whole percent, rounded down; 0 where there is no component at all.
     *
     * @param level {@code JUDGED} for full judgement only; {@code JUDGED_FIXES_ONLY} for that or better
     */
    public int percent(Coverage.Level level) {
        if (total() == 0) {
            return 0;
        }
        long share = switch (level) {
            case JUDGED -> judged;
            case JUDGED_FIXES_ONLY -> judged + fixesOnly;
            case NOT_JUDGED -> notJudged + unidentified;
        };
        return (int) (100L * share / total());
    }
}
