package dev.plimsoll.image.source.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.engine.Engine;
import dev.plimsoll.image.engine.EngineAnswer;
import dev.plimsoll.image.engine.EngineRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks an engine what images it has. Nothing in the engine is changed.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API</a>
 */
final class EngineClient {
    /** An engine packs the layers of a big image before it sends the first byte. */
    private static final Duration EXPORT = Duration.ofMinutes(10);

    private final Engine engine;
    private final OpenOptions options;

    private EngineClient(Engine engine, OpenOptions options) {
        this.engine = engine;
        this.options = options;
    }

    static EngineClient connect(OpenOptions options) {
        return new EngineClient(Engine.connect(options.environment(), options.limits()), options);
    }

    /** Which engine it is, for messages. */
    Path socket() {
        return engine.socket();
    }

    /** What the engine says of an image: {@code GET /images/{name}/json}. */
    JsonNode inspect(String name) {
        try (EngineAnswer answer = engine.ask(EngineRequest.get(path(name, "json")))) {
            requireOk(answer, name);
            return SafeJson.within(options.limits()).readTree(answer.body(), "the engine's answer");
        } catch (IOException e) {
            throw engine.silent("image '" + SafeText.oneLine(name, 200) + "'", e);
        }
    }

    /** The image as a docker archive: {@code GET /images/{name}/get}; close it. */
    EngineAnswer export(String name) {
        String platform = options.platform()
                .filter(wanted -> choosesPlatforms())
                .map(wanted -> "?platform=" + Engine.escaped(json(wanted)))
                .orElse("");
        try {
            EngineAnswer answer =
                    engine.ask(EngineRequest.get(path(name, "get") + platform).withStall(EXPORT));
            requireOk(answer, name);
            return answer;
        } catch (IOException e) {
            throw engine.silent("image '" + SafeText.oneLine(name, 200) + "'", e);
        }
    }

    /** Whether the engine can export another platform than the one it shows. */
    boolean choosesPlatforms() {
        return engine.speaks(1, 48);
    }

    private static String path(String name, String question) {
        return "/images/" + Engine.escapedName(name) + "/" + question;
    }

    private void requireOk(EngineAnswer answer, String name) throws IOException {
        if (answer.status() == 200) {
            return;
        }
        String shown = SafeText.oneLine(name, 200);
        try (answer) {
            String message = answer.message();
            String said = message.isEmpty() ? "" : " (" + message + ")";
            throw answer.status() == 404
                    ? new PlimsollException(
                            ErrorCode.IMAGE_NOT_FOUND,
                            "the container engine at " + socket() + " has no image '" + shown + "'" + said
                                    + "; pull it, or use registry://" + shown)
                    : new PlimsollException(
                            ErrorCode.ENGINE_UNREACHABLE,
                            "the container engine at " + socket() + " does not give image '" + shown + "': status "
                                    + answer.status() + said);
        }
    }

    private static String json(Platform platform) {
        String variant = platform.variant().isEmpty() ? "" : ",\"variant\":\"" + plain(platform.variant()) + "\"";
        return "{\"os\":\"" + plain(platform.os()) + "\",\"architecture\":\"" + plain(platform.architecture()) + "\""
                + variant + "}";
    }

    /** Names of platforms need no escapes; what does is none. */
    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "?");
    }

    /** The platform the engine shows for an image. */
    static Optional<Platform> platform(JsonNode inspected) {
        String os = inspected.path("Os").asText("");
        String architecture = inspected.path("Architecture").asText("");
        return os.isEmpty() || architecture.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Platform(os, architecture, inspected.path("Variant").asText("")));
    }
}
