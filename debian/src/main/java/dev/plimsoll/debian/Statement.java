package dev.plimsoll.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One bullet of a changelog entry with its continuation lines.
 *
 * @param context the sentences that lead to it: the last one of each bullet it stands under, or empty
 * @param text its own, in one line
 * @param lines as written, for evidence
 */
record Statement(String context, String text, List<String> lines) {
    Statement {
        Objects.requireNonNull(context, "context is null");
        Objects.requireNonNull(text, "text is null");
        lines = List.copyOf(lines);
    }

    /** The bullets of an entry, in order; the deeper stand under the shallower. */
    static List<Statement> of(List<String> lines) {
        Splitter splitter = new Splitter();
        for (String line : lines) {
            splitter.take(line);
        }
        splitter.end();
        return splitter.statements;
    }

    private static final class Splitter {
        private final List<Statement> statements = new ArrayList<>();
        private final List<Bullet> above = new ArrayList<>();
        private final List<String> open = new ArrayList<>();
        private int openIndent = -1;

        private record Bullet(int indent, String lead) {}

        void take(String line) {
            String content = line.strip();
            int indent = indent(line);
            boolean bullet =
                    content.length() > 1 && isMark(content.charAt(0)) && Character.isWhitespace(content.charAt(1));
            boolean heading = content.startsWith("[") && content.endsWith("]") && indent <= 2;
            if (content.isEmpty() || heading) {
                end();
                if (heading) {
                    above.clear();
                }
            } else if (bullet || open.isEmpty() || indent < openIndent) {
                end();
                open.add(line);
                openIndent = indent;
            } else {
                open.add(line);
            }
        }

        void end() {
            if (open.isEmpty()) {
                return;
            }
            int indent = openIndent;
            above.removeIf(bullet -> bullet.indent() >= indent);
            String context = String.join("; ", above.stream().map(Bullet::lead).toList());
            String text = joined();
            statements.add(new Statement(context, text, open));
            List<String> sentences =
                    Sentence.split(text).stream().map(Sentence::text).toList();
            above.add(new Bullet(indent, sentences.isEmpty() ? "" : sentences.get(sentences.size() - 1)));
            open.clear();
            openIndent = -1;
        }

        private String joined() {
            StringBuilder text = new StringBuilder();
            for (String line : open) {
                text.append(text.isEmpty() ? "" : " ").append(line.strip());
            }
            boolean marked = text.length() > 1 && isMark(text.charAt(0)) && Character.isWhitespace(text.charAt(1));
            return marked ? text.substring(2).strip() : text.toString();
        }

        private static boolean isMark(char c) {
            return "*-+o\u2022".indexOf(c) >= 0;
        }

        private static int indent(String line) {
            int indent = 0;
            while (indent < line.length() && Character.isWhitespace(line.charAt(indent))) {
                indent++;
            }
            return indent;
        }
    }
}
