package dev.plimsoll.image.dockerfile;

import dev.plimsoll.image.dockerfile.Instruction.HereDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Takes a Dockerfile apart into instructions: comments, continuations, the escape directive, here-documents.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/">Dockerfile reference</a>
 */
final class Instructions {
    private final List<String> lines;
    private final List<Instruction> result = new ArrayList<>();
    private char escape = '\\';
    private int at;

    private Instructions(String text) {
        this.lines = text.lines().toList();
    }

    static List<Instruction> of(String text) {
        Instructions reader = new Instructions(text);
        reader.directives();
        while (reader.at < reader.lines.size()) {
            reader.instruction();
        }
        return reader.result;
    }

    /** They stand before anything else: {@code # escape=`}. */
    private void directives() {
        for (String line : lines) {
            String text = line.strip();
            int is = text.indexOf('=');
            if (!text.startsWith("#") || is < 0) {
                return;
            }
            String name = text.substring(1, is).strip().toLowerCase(Locale.ROOT);
            String value = text.substring(is + 1).strip();
            if (name.equals("escape") && value.length() == 1) {
                escape = value.charAt(0);
            }
        }
    }

    private static boolean isComment(String line) {
        return line.stripLeading().startsWith("#");
    }

    private void instruction() {
        String first = lines.get(at);
        if (first.isBlank() || isComment(first)) {
            at++;
            return;
        }
        int start = at;
        StringBuilder text = new StringBuilder();
        boolean more = true;
        while (more && at < lines.size()) {
            String line = lines.get(at);
            at++;
            if (at - 1 > start && (isComment(line) || line.isBlank())) {
                continue;
            }
            String stripped = line.stripTrailing();
            more = stripped.endsWith(String.valueOf(escape));
            text.append(more ? stripped.substring(0, stripped.length() - 1) : line);
        }
        List<HereDocument> documents = documents(text.toString());
        result.add(Instruction.of(text.toString(), documents, start + 1, at));
    }

    private List<HereDocument> documents(String text) {
        List<HereDocument> documents = new ArrayList<>();
        String keyword = Instruction.of(text, List.of(), 1, 1).keyword();
        if (keyword.equals("RUN") || keyword.equals("COPY") || keyword.equals("ADD")) {
            for (String word : text.split("\\s+", -1)) {
                HereName.of(word).ifPresent(name -> documents.add(document(name)));
            }
        }
        return documents;
    }

    private HereDocument document(HereName name) {
        StringBuilder content = new StringBuilder();
        while (at < lines.size()) {
            String line = name.withoutTabs() ? lines.get(at).replaceFirst("^\t+", "") : lines.get(at);
            at++;
            if (line.equals(name.name())) {
                break;
            }
            content.append(line).append('\n');
        }
        return new HereDocument(name.name(), content.toString());
    }
}
