package dev.plimsoll.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads both forms of apt's source lists. Lines it can't read are passed over, as they are no mirror then. */
final class AptSourcesParser {
    private AptSourcesParser() {}

    /** The one-line form: {@code deb [ option=value … ] uri suite component …}. */
    static List<AptSource> parseLines(String text) {
        List<AptSource> found = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String content = withoutComment(line).strip();
            if (content.startsWith("deb ") || content.startsWith("deb\t")) {
                parseLine(content.substring(4).strip(), found);
            }
        }
        return found;
    }

    private static void parseLine(String rest, List<AptSource> found) {
        String signedBy = "";
        String content = rest;
        if (content.startsWith("[")) {
            int end = content.indexOf(']');
            if (end < 0) {
                return;
            }
            for (String option : words(content.substring(1, end))) {
                if (option.startsWith("signed-by=")) {
                    signedBy = option.substring("signed-by=".length());
                }
            }
            content = content.substring(end + 1);
        }
        List<String> words = words(content);
        if (words.size() >= 3) {
            found.add(new AptSource(
                    List.of(words.get(0)), List.of(words.get(1)), words.subList(2, words.size()), signedBy));
        }
    }

    /** The deb822 form of {@code *.sources}. */
    static List<AptSource> parseStanzas(String text) {
        List<AptSource> found = new ArrayList<>();
        for (Map<String, String> stanza : Deb822.parse(text)) {
            boolean enabled = !stanza.getOrDefault("enabled", "yes").equalsIgnoreCase("no");
            if (enabled && words(stanza.getOrDefault("types", "")).contains("deb")) {
                found.add(new AptSource(
                        words(stanza.getOrDefault("uris", "")),
                        words(stanza.getOrDefault("suites", "")),
                        words(stanza.getOrDefault("components", "")),
                        stanza.getOrDefault("signed-by", "")));
            }
        }
        return found;
    }

    private static String withoutComment(String line) {
        int hash = line.indexOf('#');
        return hash < 0 ? line : line.substring(0, hash);
    }

    static List<String> words(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? List.of() : List.of(stripped.split("\\s+"));
    }
}
