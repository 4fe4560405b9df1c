package dev.plimsoll.image.dockerfile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.MalformedJsonException;
import dev.plimsoll.base.SafeJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One instruction.
 *
 * @param keyword in capitals
 * @param arguments what follows it, on one line: continuations are joined, comments among them left out
 * @param documents its here-documents, in order
 * @param line its first line, from 1
 * @param endLine its last line
 */
record Instruction(String keyword, String arguments, List<HereDocument> documents, int line, int endLine) {
    /** A here-document by its name, with its lines, each with a line feed. */
    record HereDocument(String name, String content) {}

    Instruction {
        documents = List.copyOf(documents);
    }

    static Instruction of(String text, List<HereDocument> documents, int line, int endLine) {
        String stripped = text.strip();
        int end = 0;
        while (end < stripped.length() && !Character.isWhitespace(stripped.charAt(end))) {
            end++;
        }
        return new Instruction(
                stripped.substring(0, end).toUpperCase(Locale.ROOT),
                stripped.substring(end).strip(),
                documents,
                line,
                endLine);
    }

    /** The arguments without the flags before them ({@code --mount=…}, {@code --from=…}), which no history has. */
    String withoutFlags() {
        String rest = arguments;
        while (rest.startsWith("--")) {
            int end = 0;
            while (end < rest.length() && !Character.isWhitespace(rest.charAt(end))) {
                end++;
            }
            rest = rest.substring(end).strip();
        }
        return rest;
    }

    /** Its words if they are written as a JSON list: the form that is run without a shell. */
    Optional<List<String>> jsonWords() {
        String text = withoutFlags();
        if (!text.startsWith("[")) {
            return Optional.empty();
        }
        try {
            JsonNode list =
                    SafeJson.within(Limits.DEFAULT).readTree(text.getBytes(StandardCharsets.UTF_8), "instruction");
            List<String> words = new ArrayList<>();
            for (JsonNode word : list) {
                if (!word.isTextual()) {
                    return Optional.empty();
                }
                words.add(word.asText());
            }
            return list.isArray() && !words.isEmpty() ? Optional.of(words) : Optional.empty();
        } catch (MalformedJsonException e) {
            return Optional.empty(); // then it is a command line that begins with a bracket
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    boolean makesLayer() {
        return keyword.equals("RUN") || keyword.equals("COPY") || keyword.equals("ADD");
    }

    DockerfileLine in(String file) {
        return new DockerfileLine(file, line, endLine, keyword);
    }
}
