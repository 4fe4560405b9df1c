package dev.plimsoll.base.yaml;

import dev.plimsoll.base.BoundedInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** YAML 1.2 within bounds: size, depth, aliases; no tags, one document. Nodes know where they stand. */
public final class Yaml {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_DEPTH = 20;
    private static final int MAX_ALIASES = 100;
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setUseMarks(true)
            .setCodePointLimit(MAX_BYTES)
            .setAllowNonScalarKeys(true)
            .build();

    private Yaml() {}

    /**
     * The document's root; empty for a file without content, and for one that is not such YAML, of which the faults tell.
     *
     * @param in read to its end; at most 1 MiB
     * @param file its name, for messages
     * @throws IOException if it can't be read, or is longer
     */
    public static Optional<YamlNode> read(InputStream in, String file, Faults faults) throws IOException {
        String text;
        try {
            byte[] bytes = BoundedInput.readAll(in, MAX_BYTES, file);
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            faults.add(Optional.empty(), "the file is not UTF-8");
            return Optional.empty();
        }
        try {
            return isWithinBounds(text, faults)
                    ? new Compose(SETTINGS).composeString(text).map(YamlNode::new)
                    : Optional.empty();
        } catch (MarkedYamlEngineException e) {
            faults.add(
                    e.getProblemMark().or(e::getContextMark),
                    "this is no YAML: " + e.getProblem() + (e.getContext() == null ? "" : " " + e.getContext()));
        } catch (ReaderException e) {
            faults.add(
                    Optional.empty(),
                    "this is no YAML: a character that may not stand there, at position " + e.getPosition());
        } catch (YamlEngineException e) {
            faults.add(Optional.empty(), "this is no YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** Looked at before any tree is made, since that is done by recursion. */
    private static boolean isWithinBounds(String text, Faults faults) {
        int depth = 0;
        int aliases = 0;
        for (Event event : new Parse(SETTINGS).parseString(text)) {
            if (event instanceof CollectionStartEvent start) {
                depth++;
                if (start.getTag().isPresent()) {
                    faults.add(
                            start.getStartMark(),
                            "tags such as " + start.getTag().get() + " are not read; take it away");
                    return false;
                }
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            } else if (event instanceof ScalarEvent scalar && scalar.getTag().isPresent()) {
                faults.add(
                        scalar.getStartMark(), "tags such as " + scalar.getTag().get() + " are not read; take it away");
                return false;
            } else if (event instanceof AliasEvent) {
                aliases++;
            }
            if (depth > MAX_DEPTH || aliases > MAX_ALIASES) {
                faults.add(
                        event.getStartMark(),
                        depth > MAX_DEPTH
                                ? "more than " + MAX_DEPTH + " levels deep"
                                : "more than " + MAX_ALIASES + " aliases");
                return false;
            }
        }
        return true;
    }
}
