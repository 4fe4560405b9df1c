package dev.plimsoll.report.format.html;

import dev.plimsoll.report.document.ImageSummary.Counts;
import dev.plimsoll.report.document.RunRow;
import dev.plimsoll.report.document.RunRow.ImageRun;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Critical and high findings from run to run, as columns and as a table. A run that could not see everything is hatched, not short. */
final class TrendPart {
    private static final int RUNS = 40;
    /** Two runs are two columns, not two blocks. */
    private static final int SLOTS = 24;

    private final HtmlOut html;

    TrendPart(HtmlOut html) {
        this.html = html;
    }

    /** Nothing unless there is an earlier run to compare with. */
    void write(List<RunRow> history) throws IOException {
        if (history.size() < 2) {
            return;
        }
        List<RunRow> runs = history.subList(Math.max(0, history.size() - RUNS), history.size());
        html.markup("<figure class=\"chart card wide\"><figcaption>Critical and high, run by run</figcaption>\n");
        columns(runs);
        html.markup("<ul class=\"legend inline\">\n");
        legend("fill-critical", "critical");
        legend("fill-high", "high");
        legend("fill-not-judged", "coverage was partial: at least so many");
        html.markup("</ul>\n");
        table(runs);
        html.markup("</figure>\n");
    }

    private void legend(String swatch, String words) throws IOException {
        html.markup("<li>")
                .markup(Svg.swatch(swatch))
                .element("span", "", words)
                .markup("</li>\n");
    }

    private void columns(List<RunRow> runs) throws IOException {
        int most = 1;
        for (RunRow run : runs) {
            Sum sum = Sum.of(run);
            most = Math.max(most, sum.critical() + sum.high());
        }
        html.markup("<svg class=\"trend\" viewBox=\"0 0 " + Math.max(SLOTS, runs.size()) * 20)
                .markup(" 100\" preserveAspectRatio=\"none\" role=\"img\" focusable=\"false\"")
                .attribute("aria-label", spoken(runs))
                .markup(">");
        for (int i = 0; i < runs.size(); i++) {
            Sum sum = Sum.of(runs.get(i));
            double critical = 96.0 * sum.critical() / most;
            double high = 96.0 * sum.high() / most;
            if (!sum.complete()) {
                column("fill-not-judged", i, 0, 100);
            }
            column("fill-critical", i, 0, critical);
            column("fill-high", i, critical, high);
        }
        html.markup("</svg>\n");
    }

    private void column(String cssClass, int index, double bottom, double height) throws IOException {
        html.markup(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%d\" y=\"%.1f\" width=\"14\" height=\"%.1f\"/>",
                cssClass,
                index * 20 + 3,
                100 - bottom - height,
                height));
    }

    private static String spoken(List<RunRow> runs) {
        Sum first = Sum.of(runs.get(0));
        Sum last = Sum.of(runs.get(runs.size() - 1));
        return "Over " + runs.size() + " runs, critical findings went from " + first.words(first.critical()) + " to "
                + last.words(last.critical()) + " and high ones from " + first.words(first.high()) + " to "
                + last.words(last.high()) + ". The table below has every run.";
    }

    private void table(List<RunRow> runs) throws IOException {
        html.markup("<details><summary>The same as a table</summary><div class=\"scroll\" role=\"region\"")
                .markup(" aria-label=\"Runs\" tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\">Run</th>")
                .markup("<th scope=\"col\">Verdict</th><th scope=\"col\" class=\"amount\">Images</th>")
                .markup("<th scope=\"col\" class=\"amount\">Critical</th><th scope=\"col\" class=\"amount\">High</th>")
                .markup("<th scope=\"col\">Coverage</th></tr></thead>\n<tbody>\n");
        for (int i = runs.size() - 1; i >= 0; i--) {
            Sum sum = Sum.of(runs.get(i));
            html.markup("<tr><th scope=\"row\">")
                    .text(Times.minute(runs.get(i).generated()))
                    .markup("</th><td>");
            html.markup(Svg.badge(runs.get(i).verdict())).markup("</td>");
            html.element("td", "amount", Words.number(runs.get(i).images().size()));
            html.element("td", "amount", sum.words(sum.critical())).element("td", "amount", sum.words(sum.high()));
            html.element("td", "", sum.complete() ? "complete" : "partial").markup("</tr>\n");
        }
        html.markup("</tbody></table></div></details>\n");
    }

    /** One run's images taken together. */
    private record Sum(int critical, int high, boolean complete) {
        static Sum of(RunRow run) {
            int critical = 0;
            int high = 0;
            boolean complete = !run.images().isEmpty();
            for (ImageRun image : run.images()) {
                Counts counts = image.counts().orElse(Counts.NONE);
                critical += counts.critical();
                high += counts.high();
                complete &= image.complete() && image.counts().isPresent();
            }
            return new Sum(critical, high, complete);
        }

        String words(int count) {
            return count == 0 && !complete ? "none seen" : Words.number(count);
        }
    }
}
