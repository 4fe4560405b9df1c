package dev.plimsoll.report.format.html;

import dev.plimsoll.report.document.Header;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ImageSummary.RuleRow;
import java.io.IOException;
import java.util.List;

/** Each rule that is not kept: what was found against which limit, what it is about, and what to do. */
final class WhyPart {
    private final HtmlOut html;

    WhyPart(HtmlOut html) {
        this.html = html;
    }

    void write(Header header, List<ImageSummary> images) throws IOException {
        html.markup("<section id=\"why\" class=\"why\" aria-labelledby=\"why-title\">\n")
                .markup("<h2 id=\"why-title\">Why, and what to do</h2>\n");
        boolean any = false;
        for (ImageSummary image : images) {
            any |= image(image);
        }
        if (!any) {
            html.markup(
                    images.isEmpty() ? "<p>Nothing was scanned.</p>\n" : "<p>Every rule of the policy is kept.</p>\n");
        }
        if (!header.unusedWaivers().isEmpty()) {
            html.markup("<p>These waivers match nothing in any image; remove them from the policy:</p>\n<ul>");
            for (String waiver : header.unusedWaivers()) {
                html.element("li", "", waiver);
            }
            html.markup("</ul>\n");
        }
        html.markup("</section>\n");
    }

    private boolean image(ImageSummary image) throws IOException {
        List<RuleRow> broken = image.rules().stream()
                .filter(rule -> !rule.verdict().equals("pass"))
                .toList();
        if (broken.isEmpty() && image.error().isEmpty()) {
            return false;
        }
        html.element("h3", "", image.name()).markup("\n<ul class=\"rules\">\n");
        if (image.error().isPresent()) {
            rule(
                    html,
                    new RuleRow(
                            "could not be scanned", "unjudged", image.error().get(), List.of(), ""));
        }
        for (RuleRow rule : broken) {
            rule(html, rule);
        }
        html.markup("</ul>\n");
        return true;
    }

    static void rule(HtmlOut html, RuleRow rule) throws IOException {
        html.markup("<li class=\"card\">").markup(Svg.badge(rule.verdict()));
        html.markup("<p class=\"words\">").text(rule.words()).markup(" ").element("code", "muted", rule.rule());
        html.markup("</p>");
        if (!rule.remedy().isEmpty()) {
            html.markup("<p>What to do: ").text(rule.remedy()).markup("</p>");
        }
        if (!rule.subjects().isEmpty()) {
            html.markup("<details><summary>What it is about (")
                    .text(Words.count(rule.subjects().size(), "line", "lines"))
                    .markup(")</summary><ul>");
            for (String subject : rule.subjects()) {
                html.element("li", "", subject);
            }
            html.markup("</ul></details>");
        }
        html.markup("</li>\n");
    }
}
