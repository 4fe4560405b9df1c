package dev.plimsoll.report.format.html;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Drawings. None carries a style attribute, which the page's policy forbids: colours come from classes. */
final class Svg {
    static final String DEFINITIONS = """
            <svg class="definitions" aria-hidden="true" focusable="false"><defs>
            <pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
            <rect class="hatch-ground" width="8" height="8"/><line class="hatch-line" x1="0" y1="0" x2="0" y2="8"/></pattern>
            </defs></svg>
            """;

    static final String BRAND = """
            <svg class="brand" viewBox="0 0 34 28" aria-hidden="true" focusable="false">\
            <circle cx="17" cy="14" r="10.5" fill="none" stroke="currentColor" stroke-width="2.5"/>\
            <path d="M1 14h32" stroke="currentColor" stroke-width="2.5"/></svg>
            """;

    private Svg() {}

    /** One part of a bar. */
    record Part(String cssClass, long amount) {}

    /** The load line with the water as high as the verdict says; it repeats a word that stands beside it. */
    static String mark(String verdict) {
        int level = switch (verdict) {
            case "pass" -> 66;
            case "warn" -> 48;
            case "fail" -> 24;
            default -> 0;
        };
        String water = level == 0
                ? "<circle cx=\"58\" cy=\"48\" r=\"33\" fill=\"url(#hatch)\"/>"
                : "<clipPath id=\"hull\"><circle cx=\"58\" cy=\"48\" r=\"33\"/></clipPath>"
                        + "<path clip-path=\"url(#hull)\" fill=\"currentColor\" opacity=\".32\" d=\"M0 " + level
                        + "q14.5 -7 29 0t29 0t29 0t29 0V96H0z\"/>";
        return "<svg class=\"mark is-" + known(verdict)
                + "\" viewBox=\"0 0 116 96\" aria-hidden=\"true\" focusable=\"false\">" + water
                + "<circle cx=\"58\" cy=\"48\" r=\"34\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"6\"/>"
                + "<path d=\"M4 48h108\" stroke=\"currentColor\" stroke-width=\"6\"/></svg>\n";
    }

    /** A sign that differs in shape, not only in colour. */
    static String sign(String verdict) {
        String path = switch (verdict) {
            case "pass" -> "M2 8.5l4 4 8-9";
            case "warn" -> "M8 2v8M8 13v1.5";
            case "fail" -> "M3 3l10 10M13 3L3 13";
            default -> "M4.500 5.200C4.500 0.500 11.500 0.500 11.500 5C11.500 7.500 8 7.500 8 10.200M8 13.900v.1";
        };
        return "<svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" focusable=\"false\"><path d=\"" + path
                + "\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2.500\" stroke-linecap=\"round\"/></svg>";
    }

    /** A verdict as a sign and a word. */
    static String badge(String verdict) {
        return "<span class=\"badge is-" + known(verdict) + "\">" + sign(verdict) + Words.mark(known(verdict))
                + "</span>";
    }

    /** A small square for a legend. */
    static String swatch(String cssClass) {
        return "<svg viewBox=\"0 0 20 20\" aria-hidden=\"true\" focusable=\"false\"><rect class=\"" + cssClass
                + "\" width=\"20\" height=\"20\"/></svg>";
    }

    /** A bar of parts, side by side; {@code whole} is its full width. */
    static void bar(HtmlOut html, String spoken, long whole, List<Part> parts) throws IOException {
        html.markup("<svg class=\"bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" focusable=\"false\"");
        if (spoken.isEmpty()) {
            html.markup(" aria-hidden=\"true\">");
        } else {
            html.markup(" role=\"img\"").attribute("aria-label", spoken).markup(">");
        }
        html.markup("<rect class=\"ground\" width=\"1000\" height=\"10\"/>");
        double x = 0;
        for (Part part : parts) {
            double width = whole <= 0 ? 0 : Math.max(part.amount() > 0 ? 4 : 0, 1000.0 * part.amount() / whole);
            if (width > 0) {
                html.markup(String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%.1f\" width=\"%.1f\" height=\"10\"/>",
                        part.cssClass(),
                        x,
                        width));
                x += width;
            }
        }
        html.markup("</svg>\n");
    }

    /** Class names are made of known words only. */
    static String known(String verdict) {
        return List.of("pass", "warn", "fail").contains(verdict) ? verdict : "unjudged";
    }
}
