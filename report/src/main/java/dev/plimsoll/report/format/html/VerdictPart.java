package dev.plimsoll.report.format.html;

import dev.plimsoll.report.document.Header;
import dev.plimsoll.report.document.ImageSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The verdict first, then whom to ask and where to look. */
final class VerdictPart {
    private static final List<String> WORST_FIRST = List.of("fail", "unjudged", "warn", "pass");

    private final HtmlOut html;

    VerdictPart(HtmlOut html) {
        this.html = html;
    }

    void write(Header header, List<ImageSummary> images) throws IOException {
        html.markup("<section class=\"verdict card is-" + Svg.known(header.verdict())
                        + "\" aria-labelledby=\"verdict\">\n")
                .markup(Svg.mark(header.verdict()))
                .markup("<div>\n<h2 class=\"unseen\" id=\"verdict\">Verdict</h2>\n")
                .element("p", "word is-" + Svg.known(header.verdict()), Words.verdict(header.verdict()))
                .markup("\n")
                .element("p", "lead", lead(images))
                .markup("\n</div>\n<dl class=\"facts\">\n");
        html.fact("Generated", Times.minute(header.generated()));
        html.fact("Scanner", "Plimsoll " + header.toolVersion());
        html.fact("Policy", header.policy());
        for (Map.Entry<String, String> contact : new TreeMap<>(header.contacts()).entrySet()) {
            html.fact("Contact: " + contact.getKey(), contact.getValue());
        }
        html.markup("</dl>\n</section>\n");
        contents();
    }

    private static String lead(List<ImageSummary> images) {
        if (images.isEmpty()) {
            return "No image was scanned, so nothing can be said.";
        }
        List<String> parts = new ArrayList<>();
        for (String verdict : WORST_FIRST) {
            long count = images.stream()
                    .filter(image -> Svg.known(image.verdict()).equals(verdict))
                    .count();
            if (count > 0) {
                parts.add(count + " " + says(verdict, count));
            }
        }
        long partial = images.stream().filter(Words::isPartial).count();
        String caution = partial == 0
                ? " All that was found in them was judged."
                : " Coverage is partial for " + (images.size() == 1 ? "it" : partial + " of them")
                        + ": what was not judged may hold flaws that no number here counts.";
        return Words.count(images.size(), "image", "images") + ": " + String.join(", ", parts) + "." + caution;
    }

    private static String says(String verdict, long count) {
        return switch (verdict) {
            case "fail" -> count == 1 ? "breaks the policy" : "break the policy";
            case "warn" -> count == 1 ? "passes with warnings" : "pass with warnings";
            case "pass" -> count == 1 ? "passes" : "pass";
            default -> "could not be judged";
        };
    }

    private void contents() throws IOException {
        html.markup("""
                <nav class="contents" aria-label="Contents"><ul>
                <li><a href="#images">Images</a></li>
                <li><a href="#why">Why, and what to do</a></li>
                <li><a href="#glance">At a glance</a></li>
                <li><a href="#findings">Findings</a></li>
                <li><a href="#coverage">Coverage</a></li>
                <li><a href="#sources">Sources</a></li>
                <li><a href="#each">Each image</a></li>
                </ul></nav>
                """);
    }
}
