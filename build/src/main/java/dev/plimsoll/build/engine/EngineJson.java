package dev.plimsoll.build.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.image.engine.Engine;
import dev.plimsoll.image.engine.EngineAnswer;
import dev.plimsoll.image.engine.EngineRequest;
import java.io.IOException;

/** What an engine says in JSON. */
final class EngineJson {
    private static final SafeJson JSON = SafeJson.within(Limits.DEFAULT);

    private EngineJson() {}

    /**
     * Asks an engine.
     *
     * @param about what it is asked, for errors: {@code which images there are}
     * @throws PlimsollException ENGINE_UNREACHABLE if it does not say that
     */
    static JsonNode get(Engine engine, String path, String about) {
        try (EngineAnswer answer = engine.ask(EngineRequest.get(path))) {
            engine.require(answer, 200, "tell " + about);
            return read(answer);
        } catch (IOException e) {
            throw engine.silent(about, e);
        }
    }

    /** The body of an answer. */
    static JsonNode read(EngineAnswer answer) throws IOException {
        return JSON.readTree(answer.body(), "the engine's answer");
    }
}
