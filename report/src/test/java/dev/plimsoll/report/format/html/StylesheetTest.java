package dev.plimsoll.report.format.html;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StylesheetTest {
    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");
    private static final List<String> TEXT = List.of(
            "ink",
            "muted",
            "accent",
            "critical",
            "high",
            "medium",
            "low",
            "unspecified",
            "pass",
            "warn",
            "unjudged",
            "fail");
    private static final List<String> GROUND = List.of("paper", "surface", "raised");

    @Test
    void textHasTheContrastOfLevelAaInBothSchemes() throws IOException {
        String style = Assets.style();
        int dark = style.indexOf("@media screen and (prefers-color-scheme: dark)");
        Map<String, String> light = colours(style.substring(0, dark));
        assertContrast(light);
        Map<String, String> both = new HashMap<>(light);
        both.putAll(colours(style.substring(dark)));
        assertContrast(both);
        assertThat(both.get("paper")).isNotEqualTo(light.get("paper"));
    }

    @Test
    void nothingIsFetched() throws IOException {
        assertThat(Assets.style()).doesNotContain("http:", "https:", "@import", "@font-face", "</");
        assertThat(Assets.style().replace("url(\"#hatch\")", "")).doesNotContain("url(");
    }

    @Test
    void theScriptWritesTextAndNeverMarkup() throws IOException {
        assertThat(Assets.script())
                .doesNotContain(
                        "innerHTML",
                        "outerHTML",
                        "insertAdjacentHTML",
                        "document.write",
                        "eval(",
                        "Function(",
                        "fetch(",
                        "XMLHttpRequest",
                        "import(",
                        "</script",
                        "<!--");
    }

    private static void assertContrast(Map<String, String> colours) {
        for (String ground : GROUND) {
            for (String text : TEXT) {
                assertThat(contrast(colours, text, ground))
                        .as(text + " on " + ground)
                        .isGreaterThanOrEqualTo(4.5);
            }
            assertThat(contrast(colours, "focus", ground))
                    .as("focus on " + ground)
                    .isGreaterThanOrEqualTo(3);
        }
    }

    private static Map<String, String> colours(String style) {
        Map<String, String> colours = new HashMap<>();
        Matcher matcher = COLOUR.matcher(style);
        while (matcher.find()) {
            colours.putIfAbsent(matcher.group(1), matcher.group(2));
        }
        return colours;
    }

    /** As WCAG 2.2 defines it, 1 to 21. */
    private static double contrast(Map<String, String> colours, String one, String other) {
        double a = luminance(requireNonNull(colours.get(one), one));
        double b = luminance(requireNonNull(colours.get(other), other));
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String hex) {
        return 0.2126 * channel(hex, 0) + 0.7152 * channel(hex, 2) + 0.0722 * channel(hex, 4);
    }

    private static double channel(String hex, int at) {
        double value = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
