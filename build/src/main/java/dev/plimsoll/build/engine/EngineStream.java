package dev.plimsoll.build.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.inventory.TextLines;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/** What an engine says while it works: a JSON object per line. An error in it comes after a status that promised success. */
final class EngineStream {
    private static final SafeJson JSON = SafeJson.within(Limits.DEFAULT);
    private static final int MAX_LINE = 4_000;

    private final Consumer<String> output;
    private final StringBuilder open = new StringBuilder();
    private Optional<String> error = Optional.empty();
    private Optional<String> imageId = Optional.empty();

    private EngineStream(Consumer<String> output) {
        this.output = output;
    }

    /**
     * What came of it.
     *
     * @param error why it failed, in one line safe to print
     * @param imageId id of the image that was made, if one was
     */
    record End(Optional<String> error, Optional<String> imageId) {}

    /**
     * Reads to the end; does not close {@code in}.
     *
     * @param output gets each line that is for people, safe to print
     */
    static End read(InputStream in, Consumer<String> output) throws IOException {
        EngineStream stream = new EngineStream(output);
        TextLines lines = new TextLines(in, "the engine's answer");
        while (lines.next()) {
            if (!lines.isBlank()) {
                stream.message(JSON.readTree(
                        lines.textFrom(0).getBytes(java.nio.charset.StandardCharsets.UTF_8), "the engine's answer"));
            }
        }
        stream.flush();
        return new End(stream.error, stream.imageId);
    }

    private void message(JsonNode message) {
        if (message.has("errorDetail") || message.has("error")) {
            String said = message.path("errorDetail").path("message").asText("");
            String text = said.isEmpty() ? message.path("error").asText("no reason is given") : said;
            error = error.or(() -> Optional.of(SafeText.oneLine(text, 1_000)));
        }
        String id = message.path("aux").path("ID").asText("");
        if (!id.isEmpty()) {
            imageId = Optional.of(SafeText.oneLine(id, 200));
        }
        text(message.path("stream").asText(""));
        // Progress of single layers comes many times a second, and is for terminals.
        if (message.has("status") && !message.has("progressDetail")) {
            text(message.path("status").asText("") + "\n");
        }
    }

    /** Lines come in pieces. */
    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n' || open.length() == MAX_LINE) {
                flush();
            }
            if (text.charAt(i) != '\n') {
                open.append(text.charAt(i));
            }
        }
    }

    private void flush() {
        if (!open.isEmpty()) {
            output.accept(SafeText.line(open.toString().stripTrailing()));
            open.setLength(0);
        }
    }
}
