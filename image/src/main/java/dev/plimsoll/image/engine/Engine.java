package dev.plimsoll.image.engine;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * The container engine of this machine, over its unix socket. Each request has a connection of its own. Safe for use by several threads.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API</a>
 */
public final class Engine {
    private final Path socket;
    private final ApiVersion version;

    private Engine(Path socket, ApiVersion version) {
        this.socket = socket;
        this.version = version;
    }

    /**
     * Finds the engine and agrees with it on the version of the API: its own.
     *
     * @param environment the process's: DOCKER_HOST, DOCKER_CONTEXT, DOCKER_CONFIG, XDG_RUNTIME_DIR, HOME
     * @throws PlimsollException ENGINE_UNREACHABLE if there is none, saying what to do
     */
    public static Engine connect(Map<String, String> environment, Limits limits) {
        Path socket = EngineSockets.find(environment, limits);
        try (EngineAnswer answer = send(socket, "", EngineRequest.get("/_ping"))) {
            ApiVersion version = ApiVersion.parse(answer.header("api-version"))
                    .orElseThrow(() -> new IOException("it does not say which version of the API it speaks (status "
                            + answer.status() + "): is it a container engine?"));
            return new Engine(socket, version);
        } catch (IOException e) {
            throw silent(socket, "its version", e);
        }
    }

    /** Which engine it is, for messages. */
    public Path socket() {
        return socket;
    }

    /** Whether its API has that version, or a newer one. */
    public boolean speaks(int major, int minor) {
        return version.isAtLeast(new ApiVersion(major, minor));
    }

    /**
     * Sends a request and reads the head of the answer, whatever its status; close the answer.
     *
     * @throws IOException if the engine can't be reached, falls silent or says what is no HTTP; see {@link #silent}
     */
    public EngineAnswer ask(EngineRequest request) throws IOException {
        return send(socket, version.prefix(), request);
    }

    /** The error for an engine that did not answer. */
    public PlimsollException silent(String about, IOException failure) {
        return silent(socket, about, failure);
    }

    /**
     * Fails unless it did what it was asked; reads the answer's body then.
     *
     * @param status of an engine that did
     * @param what it was asked to do: {@code make a container}
     * @throws PlimsollException ENGINE_UNREACHABLE if the status is another
     */
    public void require(EngineAnswer answer, int status, String what) {
        if (answer.status() != status) {
            throw new PlimsollException(
                    ErrorCode.ENGINE_UNREACHABLE,
                    "the container engine at " + socket + " does not " + what + ": status " + answer.status() + " ("
                            + answer.message() + ")");
        }
    }

    /** A value as it stands in a query. */
    public static String escaped(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The name of an image as it stands in a path: what names are made of stays, all that could change the path is escaped. */
    public static String escapedName(String name) {
        return escaped(name).replace("%2F", "/").replace("%3A", ":").replace("%40", "@");
    }

    private static PlimsollException silent(Path socket, String about, IOException failure) {
        return new PlimsollException(
                ErrorCode.ENGINE_UNREACHABLE,
                "the container engine at " + socket + " did not tell " + about + ": "
                        + SafeText.oneLine(String.valueOf(failure.getMessage()), 300),
                failure);
    }

    private static EngineAnswer send(Path socket, String prefix, EngineRequest request) throws IOException {
        EngineSocket connection = EngineSocket.connect(socket, request.stall());
        try {
            connection.send(request.head(prefix).getBytes(StandardCharsets.US_ASCII));
            if (request.body().isPresent()) {
                send(request.body().get(), connection);
            }
            return EngineAnswer.read(connection);
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** An engine that refuses a body may answer and hang up before it has it all: then the answer says why. */
    private static void send(EngineRequest.Body body, EngineSocket connection) throws IOException {
        ChunkedOutput out = new ChunkedOutput(connection);
        try {
            body.writeTo(out);
            out.end();
        } catch (EngineHangUpException e) {
            if (!connection.hasAnswer()) {
                throw e;
            }
        }
    }
}
