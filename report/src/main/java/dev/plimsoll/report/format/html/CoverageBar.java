package dev.plimsoll.report.format.html;

import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ImageSummary.CoverageCounts;
import java.io.IOException;
import java.util.List;

/** How much of an image was judged, as a bar and in words. */
final class CoverageBar {
    private CoverageBar() {}

    /** Components that no source judged, and places that could not even be read. */
    static int notJudged(CoverageCounts coverage) {
        return coverage.notJudged() + coverage.unidentified() + coverage.gaps();
    }

    static void write(HtmlOut html, CoverageCounts coverage, boolean decorative) throws IOException {
        long whole = (long) coverage.judged() + coverage.judgedFixesOnly() + notJudged(coverage);
        List<Svg.Part> parts = whole == 0
                ? List.of(new Svg.Part("fill-not-judged", 1))
                : List.of(
                        new Svg.Part("fill-judged", coverage.judged()),
                        new Svg.Part("fill-fixes-only", coverage.judgedFixesOnly()),
                        new Svg.Part("fill-not-judged", notJudged(coverage)));
        Svg.bar(html, decorative ? "" : spoken(coverage), Math.max(1, whole), parts);
    }

    /** The score in a few words. */
    static String share(ImageSummary image) {
        CoverageCounts coverage = image.coverage();
        if (image.error().isPresent()) {
            return "not scanned";
        }
        if (coverage.components() == 0) {
            return "there was nothing to judge";
        }
        if (coverage.judgedFixesOnly() > 0) {
            return coverage.percentJudgedOrFixesOnly() + "% judged, in part for published fixes only";
        }
        return coverage.percentJudged() + "% judged";
    }

    private static String spoken(CoverageCounts coverage) {
        return "Coverage: " + Words.number(coverage.judged()) + " judged, " + Words.number(coverage.judgedFixesOnly())
                + " judged for published fixes only, " + Words.number(notJudged(coverage)) + " not judged or not read";
    }
}
