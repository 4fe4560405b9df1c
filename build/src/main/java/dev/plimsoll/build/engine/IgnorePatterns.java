package dev.plimsoll.build.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a {@code .dockerignore} keeps out of a build's context. Of several patterns that match a path or a directory above it, the last
 * counts.
 *
 * @see <a href="https://docs.docker.com/build/concepts/context/#dockerignore-files">Docker, .dockerignore files</a>
 */
final class IgnorePatterns {
    static final IgnorePatterns NONE = new IgnorePatterns(List.of());

    private final List<Rule> rules;

    private record Rule(Pattern pattern, boolean exception) {}

    private IgnorePatterns(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Reads the lines of a file.
     *
     * @throws IllegalArgumentException for a pattern that is none, quoting its line
     */
    static IgnorePatterns of(List<String> lines) {
        List<Rule> rules = new ArrayList<>();
        for (String line : lines) {
            String text = line.startsWith("\uFEFF") ? line.substring(1) : line;
            if (text.startsWith("#") || text.isBlank()) {
                continue;
            }
            text = text.strip();
            boolean exception = text.startsWith("!");
            String pattern = cleaned(exception ? text.substring(1).strip() : text);
            if (pattern.isEmpty()) {
                continue;
            }
            try {
                rules.add(new Rule(Pattern.compile(expression(pattern)), exception));
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException("'" + text + "' is no pattern", e);
            }
        }
        return new IgnorePatterns(rules);
    }

    /** Without {@code ./}, {@code ..}, empty parts and slashes around it. */
    private static String cleaned(String pattern) {
        List<String> parts = new ArrayList<>();
        for (String part : pattern.split("/", -1)) {
            if (part.equals("..")) {
                if (!parts.isEmpty()) {
                    parts.remove(parts.size() - 1);
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    private static String expression(String pattern) {
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*') {
                boolean twice = i + 1 < pattern.length() && pattern.charAt(i + 1) == '*';
                boolean slash = twice && i + 2 < pattern.length() && pattern.charAt(i + 2) == '/';
                expression.append(slash ? "(.*/)?" : twice ? ".*" : "[^/]*");
                i += slash ? 2 : twice ? 1 : 0;
            } else if (c == '?') {
                expression.append("[^/]");
            } else if (c == '[') {
                int end = pattern.indexOf(']', i + 2);
                if (end < 0) {
                    throw new PatternSyntaxException("a bracket stays open", pattern, i);
                }
                expression.append(classOf(pattern.substring(i + 1, end)));
                i = end;
            } else if (c == '\\' && i + 1 < pattern.length()) {
                i++;
                expression.append(Pattern.quote(pattern.substring(i, i + 1)));
            } else {
                expression.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return expression.toString();
    }

    private static String classOf(String members) {
        boolean negated = members.startsWith("^");
        String body = negated ? members.substring(1) : members;
        return (negated ? "[^/" : "[")
                + body.replace("\\", "\\\\").replace("[", "\\[").replace("&", "\\&") + "]";
    }

    /** Whether anything may come back in below a directory that is kept out. */
    boolean hasExceptions() {
        return rules.stream().anyMatch(Rule::exception);
    }

    /** Whether a path, relative to the context and with slashes, is kept out. */
    boolean ignores(String path) {
        boolean ignored = false;
        for (Rule rule : rules) {
            if (rule.exception() == ignored && matches(rule.pattern(), path)) {
                ignored = !rule.exception();
            }
        }
        return ignored;
    }

    private static boolean matches(Pattern pattern, String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (pattern.matcher(path.substring(0, slash)).matches()) {
                return true;
            }
        }
        return pattern.matcher(path).matches();
    }
}
