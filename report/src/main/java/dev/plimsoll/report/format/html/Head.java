package dev.plimsoll.report.format.html;

import dev.plimsoll.report.document.Header;
import java.io.IOException;

/** From the document type to the opened main part. */
final class Head {
    private final HtmlOut html;

    Head(HtmlOut html) {
        this.html = html;
    }

    void write(Header header) throws IOException {
        String style = Assets.style();
        String policy = "default-src 'none'; style-src " + Assets.hash(style) + "; script-src "
                + Assets.hash(Assets.script()) + "; base-uri 'none'; form-action 'none'";
        html.markup("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .markup("<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">\n")
                .markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .markup("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .markup("<meta name=\"referrer\" content=\"no-referrer\">\n")
                .element("title", "", "Security report: " + Words.verdict(header.verdict()))
                .markup("\n<style>" + style + "</style>\n</head>\n<body>\n")
                .markup("<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n")
                .markup(Svg.DEFINITIONS);
        html.markup("<header class=\"top\">\n").markup(Svg.BRAND).markup("<h1>Plimsoll security report</h1>\n");
        Times.write(html, header.generated());
        html.markup("\n</header>\n<main>\n");
    }
}
