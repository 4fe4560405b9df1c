package dev.plimsoll.report.format.html;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The controls above the findings; hidden until the script can answer to them. Their names are those in the address after '#'. */
final class FilterForm {
    private final HtmlOut html;
    private final Survey survey;
    private final List<String> images;

    FilterForm(HtmlOut html, Survey survey, List<String> images) {
        this.html = html;
        this.survey = survey;
        this.images = images;
    }

    void write() throws IOException {
        html.markup(
                        "<form id=\"filters\" class=\"filters card\" role=\"search\" aria-label=\"Filter the findings\" hidden>\n")
                .markup("<label class=\"text\"><span class=\"label\">Search</span>")
                .markup("<input type=\"search\" name=\"q\" autocomplete=\"off\" spellcheck=\"false\"")
                .markup(" placeholder=\"id, package, path, remedy\"></label>\n");
        severities();
        select("state", "State", states());
        select("fix", "Fix", options("", "any", "yes", "has a fix", "no", "has none yet"));
        select("epss", "EPSS at least", options("", "any", "0.01", "1%", "0.1", "10%", "0.5", "50%"));
        select(
                "origin",
                "Where from",
                options("", "anywhere", "base", "base image", "own", "own layers", "unknown", "unknown"));
        if (images.size() > 1) {
            select("image", "Image", imageOptions());
        }
        html.markup("<fieldset><legend>Only</legend>");
        chip("kev", "yes", "", "Exploited", survey.exploited());
        if (survey.hasBaseline()) {
            chip("new", "yes", "", "New", survey.newOnes());
        }
        html.markup("</fieldset>\n<button type=\"reset\">Clear</button>\n</form>\n");
    }

    private void severities() throws IOException {
        html.markup("<fieldset><legend>Severity</legend>");
        for (String severity : Words.SEVERITIES) {
            if (survey.severity(severity) > 0) {
                chip(
                        "severity",
                        severity,
                        "is-" + severity,
                        Words.of(Words.SEVERITY, severity),
                        survey.severity(severity));
            }
        }
        html.markup("</fieldset>\n");
    }

    private void chip(String name, String value, String cssClass, String words, int count) throws IOException {
        html.markup("<label class=\"chip\"><input type=\"checkbox\" name=\"" + name + "\" value=\"" + value + "\">")
                .markup("<span class=\"" + cssClass + "\">" + words + " <small>" + Words.number(count))
                .markup("</small></span></label>");
    }

    private void select(String name, String words, Map<String, String> options) throws IOException {
        html.markup("<label><span class=\"label\">" + words + "</span><select name=\"" + name + "\">");
        for (Map.Entry<String, String> option : options.entrySet()) {
            html.markup("<option").attribute("value", option.getKey()).markup(">");
            html.text(option.getValue()).markup("</option>");
        }
        html.markup("</select></label>\n");
    }

    private Map<String, String> states() {
        Map<String, String> states = options("", survey.suppressed() > 0 ? "all but suppressed" : "all");
        for (Map.Entry<String, String> state : Words.STATE.entrySet()) {
            boolean isSuppressed = state.getKey().equals("suppressed");
            int count = isSuppressed ? survey.suppressed() : survey.state(state.getKey());
            if (count > 0) {
                states.put(state.getKey(), state.getValue() + " (" + Words.number(count) + ")");
            }
        }
        return states;
    }

    private Map<String, String> imageOptions() {
        Map<String, String> options = options("", "all");
        for (int i = 0; i < images.size(); i++) {
            options.put(Integer.toString(i), images.get(i));
        }
        return options;
    }

    private static Map<String, String> options(String... pairs) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            options.put(pairs[i], pairs[i + 1]);
        }
        return options;
    }
}
