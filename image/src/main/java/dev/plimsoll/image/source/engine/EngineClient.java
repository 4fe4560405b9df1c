package dev.plimsoll.image.source.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Platform;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks an engine what it has; each question has a connection of its own. Nothing in the engine is changed.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API</a>
 */
final class EngineClient {
    private static final Duration ANSWER = Duration.ofSeconds(60);

    /** An engine packs the layers of a big image before it sends the first byte. */
    private static final Duration EXPORT = Duration.ofMinutes(10);

    private static final int MAX_ERROR = 64 * 1024;

    private final Path socket;
    private final OpenOptions options;
    private final ApiVersion version;

    private EngineClient(Path socket, OpenOptions options, ApiVersion version) {
        this.socket = socket;
        this.options = options;
        this.version = version;
    }

    /** Finds the engine and agrees with it on the version of the API: its own, since all have the two questions we ask. */
    static EngineClient connect(OpenOptions options) {
        Path socket = EngineSockets.find(options.environment(), options.limits());
        try (EngineAnswer answer = get(socket, "/_ping", ANSWER)) {
            ApiVersion version = ApiVersion.parse(answer.header("api-version"))
                    .orElseThrow(() -> new IOException("it does not say which version of the API it speaks (status "
                            + answer.status() + "): is it a container engine?"));
            return new EngineClient(socket, options, version);
        } catch (IOException e) {
            throw unreadable(socket, "its version", e);
        }
    }

    /** Which engine it is, for messages. */
    Path socket() {
        return socket;
    }

    /** What the engine says of an image: {@code GET /images/{name}/json}. */
    JsonNode inspect(String name) {
        try (EngineAnswer answer = get(socket, path(name, "json"), ANSWER)) {
            requireOk(answer, name);
            return SafeJson.within(options.limits()).readTree(answer.body(), "the engine's answer");
        } catch (IOException e) {
            throw unreadable(socket, "image '" + SafeText.oneLine(name, 200) + "'", e);
        }
    }

    /** The image as a docker archive: {@code GET /images/{name}/get}; close it. */
    EngineAnswer export(String name) {
        String platform = options.platform()
                .filter(wanted -> choosesPlatforms())
                .map(wanted -> "?platform=" + encode(json(wanted)))
                .orElse("");
        try {
            EngineAnswer answer = get(socket, path(name, "get") + platform, EXPORT);
            requireOk(answer, name);
            return answer;
        } catch (IOException e) {
            throw unreadable(socket, "image '" + SafeText.oneLine(name, 200) + "'", e);
        }
    }

    /** Whether the engine can export another platform than the one it shows. */
    boolean choosesPlatforms() {
        return version.isAtLeast(ApiVersion.PLATFORM_EXPORT);
    }

    private String path(String name, String question) {
        // What names are made of stays as it is; all that could change the meaning of a path is escaped.
        String escaped = encode(name).replace("%2F", "/").replace("%3A", ":").replace("%40", "@");
        return version.prefix() + "/images/" + escaped + "/" + question;
    }

    private static EngineAnswer get(Path socket, String path, Duration stall) throws IOException {
        EngineSocket connection = EngineSocket.connect(socket, stall);
        try {
            connection.send(("GET " + path + " HTTP/1.1\r\nHost: engine\r\nUser-Agent: plimsoll\r\nAccept: */*\r\n"
                            + "Connection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return EngineAnswer.read(connection);
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void requireOk(EngineAnswer answer, String name) throws IOException {
        if (answer.status() == 200) {
            return;
        }
        String shown = SafeText.oneLine(name, 200);
        try (answer) {
            String said = said(answer);
            throw answer.status() == 404
                    ? new PlimsollException(
                            ErrorCode.IMAGE_NOT_FOUND,
                            "the container engine at " + socket + " has no image '" + shown + "'" + said
                                    + "; pull it, or use registry://" + shown)
                    : new PlimsollException(
                            ErrorCode.ENGINE_UNREACHABLE,
                            "the container engine at " + socket + " does not give image '" + shown + "': status "
                                    + answer.status() + said);
        }
    }

    private static String said(EngineAnswer answer) {
        try {
            byte[] body = BoundedInput.readAll(answer.body(), MAX_ERROR, "the engine's answer");
            String message = SafeJson.within(dev.plimsoll.base.Limits.DEFAULT)
                    .readTree(body, "the engine's answer")
                    .path("message")
                    .asText("");
            return message.isEmpty() ? "" : " (" + SafeText.oneLine(message, 300) + ")";
        } catch (IOException e) {
            return "";
        }
    }

    private static PlimsollException unreadable(Path socket, String what, IOException failure) {
        return new PlimsollException(
                ErrorCode.ENGINE_UNREACHABLE,
                "the container engine at " + socket + " did not tell " + what + ": "
                        + SafeText.oneLine(String.valueOf(failure.getMessage()), 300),
                failure);
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

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
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
