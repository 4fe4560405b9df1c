package dev.plimsoll.debian.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads relation fields of binary packages, which know no restrictions to architectures or build profiles.
 *
 * @see <a href="https://www.debian.org/doc/debian-policy/ch-relationships.html">Debian Policy, chapter 7</a>
 */
public final class RelationParser {
    private RelationParser() {}

    /**
     * Reads a field.
     *
     * @throws IllegalArgumentException quoting the part that is no relation
     */
    public static List<Relation> parse(String field) {
        List<Relation> relations = new ArrayList<>();
        for (String part : field.split(",", -1)) {
            if (!part.isBlank()) {
                relations.add(relation(part));
            }
        }
        return relations;
    }

    private static Relation relation(String part) {
        List<Alternative> alternatives = new ArrayList<>();
        for (String each : part.split("\\|", -1)) {
            alternatives.add(alternative(each.strip()));
        }
        return new Relation(alternatives);
    }

    private static Alternative alternative(String text) {
        int paren = text.indexOf('(');
        String qualified = (paren < 0 ? text : text.substring(0, paren)).strip();
        int colon = qualified.indexOf(':');
        String name = colon < 0 ? qualified : qualified.substring(0, colon);
        if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c == '[' || c == '<')) {
            throw new IllegalArgumentException("'" + text + "' is no relation");
        }
        Optional<VersionConstraint> constraint =
                paren < 0 ? Optional.empty() : Optional.of(constraint(text.substring(paren + 1), text));
        return new Alternative(name, colon < 0 ? "" : qualified.substring(colon + 1), constraint);
    }

    private static VersionConstraint constraint(String rest, String text) {
        int end = rest.indexOf(')');
        String inner = end < 0 ? "" : rest.substring(0, end).strip();
        int sign = 0;
        while (sign < inner.length() && "<=>".indexOf(inner.charAt(sign)) >= 0) {
            sign++;
        }
        VersionConstraint.Operator operator = VersionConstraint.Operator.of(inner.substring(0, sign))
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no relation"));
        String version = inner.substring(sign).strip();
        if (version.isEmpty() || !rest.substring(end + 1).isBlank()) {
            throw new IllegalArgumentException("'" + text + "' is no relation");
        }
        return new VersionConstraint(operator, version);
    }

    /** Gives the names in a field one by one, with their qualifiers, and looks no closer: for millions of them. */
    public static void names(String field, Consumer<String> sink) {
        int at = 0;
        int length = field.length();
        while (at < length) {
            while (at < length && (field.charAt(at) == ' ' || field.charAt(at) == '\t')) {
                at++;
            }
            int start = at;
            while (at < length && !endsName(field.charAt(at))) {
                at++;
            }
            if (at > start) {
                sink.accept(field.substring(start, at));
            }
            while (at < length && field.charAt(at) != ',' && field.charAt(at) != '|') {
                at++;
            }
            at++;
        }
    }

    private static boolean endsName(char c) {
        return c == ' ' || c == '\t' || c == ',' || c == '|' || c == '(';
    }
}
