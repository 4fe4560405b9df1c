package dev.plimsoll.report.format.html;

import dev.plimsoll.report.document.Header;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ImageSummary.SourceRow;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who judged, with the publisher's own date and how old it is. */
final class SourcesPart {
    private static final Comparator<Source> ORDER = Comparator.comparing(Source::name)
            .thenComparing(source -> source.date().map(Instant::toString).orElse(""))
            .thenComparing(source -> source.confirmed().map(Instant::toString).orElse(""));

    private final HtmlOut html;

    private record Source(String name, Optional<Instant> date, Optional<Instant> confirmed) {}

    SourcesPart(HtmlOut html) {
        this.html = html;
    }

    void write(Header header, List<ImageSummary> images) throws IOException {
        Map<Source, Integer> sources = new TreeMap<>(ORDER);
        for (ImageSummary image : images) {
            for (SourceRow row : image.sources()) {
                sources.merge(new Source(row.source(), row.date(), row.confirmed()), row.components(), Integer::sum);
            }
        }
        html.markup(
                "<section id=\"sources\" aria-labelledby=\"sources-title\">\n<h2 id=\"sources-title\">Sources</h2>\n");
        if (sources.isEmpty()) {
            html.markup("<p>No source judged anything.</p>\n</section>\n");
            return;
        }
        html.markup(
                        "<div class=\"card scroll\" role=\"region\" aria-labelledby=\"sources-title\" tabindex=\"0\"><table>\n")
                .markup("<caption>Ages are counted back from when this report was made.</caption>\n<thead><tr>")
                .markup("<th scope=\"col\">Source</th><th scope=\"col\">Data of</th><th scope=\"col\">Age</th>")
                .markup("<th scope=\"col\">Confirmed by its publisher</th>")
                .markup("<th scope=\"col\" class=\"amount\">Components judged</th></tr></thead>\n<tbody>\n");
        for (Map.Entry<Source, Integer> source : sources.entrySet()) {
            row(source.getKey(), source.getValue(), header.generated());
        }
        html.markup("</tbody></table></div>\n</section>\n");
    }

    private void row(Source source, int components, Instant now) throws IOException {
        html.markup("<tr><th scope=\"row\">").text(source.name()).markup("</th>");
        html.element("td", "", source.date().map(Times::minute).orElse("the publisher does not say"));
        html.element("td", "", source.date().map(date -> Times.age(date, now)).orElse("unknown"));
        html.element("td", "", source.confirmed().map(Times::minute).orElse("unknown"));
        html.element("td", "amount", Words.number(components)).markup("</tr>\n");
    }
}
