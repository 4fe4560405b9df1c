package dev.plimsoll.report.format.html;

import dev.plimsoll.report.document.RunRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** What people would rather look at than read. Every chart has its numbers beside it as text. */
final class ChartsPart {
    private static final List<String> FILLS = List.of("fill-a", "fill-b", "fill-c", "fill-d");

    private final HtmlOut html;
    private final Survey survey;

    ChartsPart(HtmlOut html, Survey survey) {
        this.html = html;
        this.survey = survey;
    }

    void write(List<RunRow> history) throws IOException {
        html.markup(
                        "<section id=\"glance\" aria-labelledby=\"glance-title\">\n<h2 id=\"glance-title\">At a glance</h2>\n")
                .markup("<div class=\"charts\">\n");
        bySeverity();
        actFirst();
        shares("What mends them", Words.REMEDY, survey::remedy);
        shares("Where they come from", Words.ORIGIN, survey::origin);
        new TrendPart(html).write(history);
        html.markup("</div>\n</section>\n");
    }

    private void bySeverity() throws IOException {
        int most = 1;
        for (String severity : Words.SEVERITIES) {
            most = Math.max(most, survey.severity(severity));
        }
        html.markup("<figure class=\"chart card\"><figcaption>By severity</figcaption>\n<ul class=\"rows-of-bars\">\n");
        for (String severity : Words.SEVERITIES) {
            int count = survey.severity(severity);
            html.markup("<li>").element("span", "is-" + severity, Words.of(Words.SEVERITY, severity));
            Svg.bar(html, "", most, List.of(new Svg.Part("fill-" + severity, count)));
            html.element("span", count == 0 ? "muted number" : "number", amount(count))
                    .markup("</li>\n");
        }
        html.markup("</ul></figure>\n");
    }

    private String amount(int count) {
        return count == 0 && survey.isPartial() ? "none seen" : Words.number(count);
    }

    private void actFirst() throws IOException {
        html.markup(
                "<figure class=\"chart card\"><figcaption>Look at these first</figcaption>\n<ul class=\"first\">\n");
        first("#kev=yes", survey.exploited(), "known to be exploited (CISA KEV)");
        first("#epss=0.1", survey.likely(), "likely to be attacked (EPSS 10% or more)");
        if (survey.hasBaseline()) {
            first("#new=yes", survey.newOnes(), "new since the baseline");
        }
        html.markup("</ul></figure>\n");
    }

    private void first(String link, int count, String words) throws IOException {
        html.markup("<li>").element("span", "big number", amount(count)).markup(" ");
        if (count == 0) {
            html.element("span", "muted", words);
        } else {
            html.markup("<a href=\"" + link + "\">").text(words).markup("</a>");
        }
        html.markup("</li>\n");
    }

    private void shares(String title, Map<String, String> words, ToIntFunction<String> count) throws IOException {
        if (survey.shown() == 0) {
            return;
        }
        List<Svg.Part> parts = new ArrayList<>();
        for (String word : words.keySet()) {
            parts.add(new Svg.Part(FILLS.get(parts.size()), count.applyAsInt(word)));
        }
        html.markup("<figure class=\"chart card\"><figcaption>").text(title).markup("</figcaption>\n");
        Svg.bar(html, "", survey.shown(), parts);
        html.markup("<ul class=\"legend\">\n");
        int i = 0;
        for (Map.Entry<String, String> word : words.entrySet()) {
            html.markup("<li>").markup(Svg.swatch(FILLS.get(i++))).element("span", "", word.getValue());
            html.element("span", "number", Words.number(count.applyAsInt(word.getKey())))
                    .markup("</li>\n");
        }
        html.markup("</ul></figure>\n");
    }
}
