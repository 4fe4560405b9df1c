package dev.plimsoll.image.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One way to log in that a server offers in {@code WWW-Authenticate}.
 *
 * @param scheme in lower case, such as {@code bearer}
 * @param parameters by lower-case name
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-www-authenticate">RFC 9110, WWW-Authenticate</a>
 */
record Challenge(String scheme, Map<String, String> parameters) {
    Challenge {
        parameters = Map.copyOf(parameters);
    }

    /** All challenges in the header's values; what cannot be read is left out. */
    static List<Challenge> parse(List<String> headerValues) {
        List<Challenge> challenges = new ArrayList<>();
        for (String value : headerValues) {
            new Reader(value).readInto(challenges);
        }
        return challenges;
    }

    /** The first challenge of a scheme. */
    static Optional<Challenge> find(List<Challenge> challenges, String scheme) {
        return challenges.stream().filter(c -> c.scheme().equals(scheme)).findFirst();
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** Walks a header value: a word followed by {@code =} is a parameter, any other word begins a challenge. */
    private static final class Reader {
        private final String text;
        private int at;

        private Reader(String text) {
            this.text = text;
        }

        private void readInto(List<Challenge> challenges) {
            String scheme = "";
            Map<String, String> parameters = new HashMap<>();
            while (skipSeparators()) {
                String word = word();
                if (word.isEmpty()) {
                    break;
                }
                if (isAssignment()) {
                    parameters.putIfAbsent(word.toLowerCase(Locale.ROOT), value());
                } else {
                    add(challenges, scheme, parameters);
                    scheme = word.toLowerCase(Locale.ROOT);
                    parameters.clear();
                }
            }
            add(challenges, scheme, parameters);
        }

        private static void add(List<Challenge> challenges, String scheme, Map<String, String> parameters) {
            if (!scheme.isEmpty()) {
                challenges.add(new Challenge(scheme, parameters));
            }
        }

        private boolean skipSeparators() {
            while (at < text.length() && (isSpace(text.charAt(at)) || text.charAt(at) == ',')) {
                at++;
            }
            return at < text.length();
        }

        private String word() {
            int start = at;
            while (at < text.length() && isTokenCharacter(text.charAt(at))) {
                at++;
            }
            return text.substring(start, at);
        }

        private boolean isAssignment() {
            int next = at;
            while (next < text.length() && isSpace(text.charAt(next))) {
                next++;
            }
            if (next < text.length() && text.charAt(next) == '=') {
                at = next + 1;
                return true;
            }
            return false;
        }

        private String value() {
            while (at < text.length() && isSpace(text.charAt(at))) {
                at++;
            }
            if (at >= text.length() || text.charAt(at) != '"') {
                int start = at;
                while (at < text.length() && text.charAt(at) != ',' && !isSpace(text.charAt(at))) {
                    at++;
                }
                return text.substring(start, at);
            }
            StringBuilder value = new StringBuilder();
            for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                value.append(text.charAt(at));
            }
            at++;
            return value.toString();
        }

        private static boolean isSpace(char c) {
            return c == ' ' || c == '\t';
        }

        private static boolean isTokenCharacter(char c) {
            return c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
        }
    }
}
