package dev.plimsoll.image.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A question to an engine.
 *
 * @param method {@code GET}, {@code POST} or {@code DELETE}
 * @param path with its query, escaped, without the API's version
 * @param headers further headers; a line break in one is refused
 * @param body what is sent in chunks, if anything is
 * @param stall how long the engine may stay silent, or refuse to take more, before it is given up
 */
public record EngineRequest(
        String method, String path, Map<String, String> headers, Optional<Body> body, Duration stall) {
    private static final Duration STALL = Duration.ofSeconds(60);

    /** What is sent. */
    @FunctionalInterface
    public interface Body {
        /** Writes all of it; need neither flush nor close. */
        void writeTo(OutputStream out) throws IOException;
    }

    public EngineRequest {
        Objects.requireNonNull(method, "method is null");
        Objects.requireNonNull(path, "path is null");
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> requireLine(name + value));
        requireLine(path);
        Objects.requireNonNull(body, "body is null");
        Objects.requireNonNull(stall, "stall is null");
    }

    private static void requireLine(String text) {
        if (text.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("not fit for the head of a request");
        }
    }

    /** A question that changes nothing; waits for 60 s. */
    public static EngineRequest get(String path) {
        return new EngineRequest("GET", path, Map.of(), Optional.empty(), STALL);
    }

    /** A request to do something; waits for 60 s. */
    public static EngineRequest post(String path) {
        return new EngineRequest("POST", path, Map.of(), Optional.empty(), STALL);
    }

    /** A request to remove something; waits for 60 s. */
    public static EngineRequest delete(String path) {
        return new EngineRequest("DELETE", path, Map.of(), Optional.empty(), STALL);
    }

    /** The same with a body of JSON. */
    public EngineRequest withJson(byte[] json) {
        return withBody("application/json", out -> new ByteArrayInputStream(json).transferTo(out));
    }

    /** The same with a body of that media type. */
    public EngineRequest withBody(String contentType, Body sent) {
        return new EngineRequest(method, path, headers, Optional.of(sent), stall)
                .withHeader("Content-Type", contentType);
    }

    /** The same with one more header. */
    public EngineRequest withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new EngineRequest(method, path, more, body, stall);
    }

    /** The same, waiting so long for each sign of life. */
    public EngineRequest withStall(Duration longest) {
        return new EngineRequest(method, path, headers, body, longest);
    }

    /** The head, with the path below a prefix. */
    String head(String prefix) {
        StringBuilder head = new StringBuilder(method + " " + prefix + path + " HTTP/1.1\r\nHost: engine\r\n"
                + "User-Agent: plimsoll\r\nAccept: */*\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (body.isPresent()) {
            head.append("Transfer-Encoding: chunked\r\n");
        } else if (!method.equals("GET")) {
            head.append("Content-Length: 0\r\n");
        }
        return head.append("\r\n").toString();
    }
}
