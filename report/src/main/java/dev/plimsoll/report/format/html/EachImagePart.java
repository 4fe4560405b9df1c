package dev.plimsoll.report.format.html;

import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ImageSummary.RuleRow;
import java.io.IOException;
import java.util.List;

/** What is known of each image itself, every rule with its result, and how its scan went. */
final class EachImagePart {
    private final HtmlOut html;

    EachImagePart(HtmlOut html) {
        this.html = html;
    }

    void write(List<ImageSummary> images) throws IOException {
        html.markup("<section id=\"each\" aria-labelledby=\"each-title\">\n<h2 id=\"each-title\">Each image</h2>\n");
        for (ImageSummary image : images) {
            write(image, images.size() == 1);
        }
        html.markup("</section>\n");
    }

    private void write(ImageSummary image, boolean open) throws IOException {
        html.markup(open ? "<details class=\"image card\" open>" : "<details class=\"image card\">")
                .markup("<summary><h3>")
                .text(image.name())
                .markup("</h3></summary>\n<p>")
                .markup(Svg.badge(image.verdict()))
                .markup("</p>\n<dl class=\"facts\">\n");
        html.fact("Reference", image.reference())
                .fact("Digest", image.digest())
                .fact("Platform", image.platform())
                .fact("Read from", image.form())
                .fact("Distribution", image.distro())
                .fact("Base image", image.base())
                .fact("Scanned", Times.minute(image.scannedAt()))
                .fact("Since the last report", ImagesPart.changes(image))
                .fact("Findings", findings(image));
        html.markup("</dl>\n");
        rules(image.rules());
        notes(image.notes());
        html.markup("</details>\n");
    }

    private static String findings(ImageSummary image) {
        if (image.error().isPresent()) {
            return "not scanned";
        }
        String waived = image.counts().waived() == 0
                ? ""
                : ", " + Words.number(image.counts().waived()) + " of them waived";
        String suppressed = image.counts().suppressed() == 0
                ? ""
                : "; " + Words.number(image.counts().suppressed()) + " suppressed, shown apart";
        return Words.amount(image, image.counts().total(), false) + waived + suppressed;
    }

    private void rules(List<RuleRow> rules) throws IOException {
        if (rules.isEmpty()) {
            return;
        }
        html.markup("<div><h4>Every rule and its result</h4>\n<ul class=\"rules\">\n");
        for (RuleRow rule : rules) {
            html.markup("<li>").markup(Svg.badge(rule.verdict()));
            html.markup("<p>").text(rule.words()).markup(" ").element("code", "muted", rule.rule());
            html.markup("</p></li>\n");
        }
        html.markup("</ul></div>\n");
    }

    private void notes(List<String> notes) throws IOException {
        if (notes.isEmpty()) {
            return;
        }
        html.markup("<div><h4>How the scan went</h4>\n<ul class=\"notes\">\n");
        for (String note : notes) {
            html.element("li", "", note);
        }
        html.markup("</ul></div>\n");
    }
}
