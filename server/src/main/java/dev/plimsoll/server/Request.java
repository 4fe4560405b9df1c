package dev.plimsoll.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.LimitExceededException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is asked, read with bounds. */
final class Request {
    static final int BODY_LIMIT = 64 * 1024;
    private static final int QUERY_LIMIT = 8 * 1024;

    private final HttpExchange exchange;

    /** @throws Problem for what two readers of HTTP would understand differently */
    Request(HttpExchange exchange) {
        this.exchange = exchange;
        Headers headers = exchange.getRequestHeaders();
        boolean chunked = headers.containsKey("Transfer-Encoding");
        if (chunked && headers.containsKey("Content-Length")
                || all("Content-Length").size() > 1) {
            throw Problem.badRequest("the length of the body is stated more than once");
        }
    }

    private List<String> all(String header) {
        List<String> values = exchange.getRequestHeaders().get(header);
        return values == null ? List.of() : values;
    }

    /** The method; a HEAD is a GET whose body stays here. */
    String method() {
        String method = exchange.getRequestMethod();
        return method.equals("HEAD") ? "GET" : method;
    }

    /** As it came, with escapes. */
    String path() {
        String path = exchange.getRequestURI().getRawPath();
        return path == null ? "" : path;
    }

    /** A header that may come once. */
    Optional<String> header(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw Problem.badRequest("the header " + name + " came more than once");
        }
        return values.stream().findFirst();
    }

    /**
     * The parameters of the query.
     *
     * @throws Problem for one that is not known or came twice
     */
    Map<String, String> query(Set<String> known) {
        String query = exchange.getRequestURI().getRawQuery();
        Map<String, String> parameters = new HashMap<>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        if (query.length() > QUERY_LIMIT) {
            throw Problem.badRequest("the query is longer than " + QUERY_LIMIT + " characters");
        }
        for (String each : query.split("&", -1)) {
            int equals = each.indexOf('=');
            String name = decode(equals < 0 ? each : each.substring(0, equals));
            if (!known.contains(name)) {
                throw Problem.badRequest("the query has a parameter that is not known; known are " + sorted(known));
            }
            if (parameters.put(name, equals < 0 ? "" : decode(each.substring(equals + 1))) != null) {
                throw Problem.badRequest("the query's parameter " + name + " came more than once");
            }
        }
        return parameters;
    }

    private static String sorted(Set<String> names) {
        return names.isEmpty()
                ? "none"
                : String.join(", ", names.stream().sorted().toList());
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("the query has an escape that is none");
        }
    }

    /**
     * The body, which must be JSON by its type.
     *
     * @throws Problem for another type, or more than {@link #BODY_LIMIT} bytes
     */
    byte[] json() throws IOException {
        String type = header("Content-Type").orElse("");
        String essence = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!essence.equals("application/json")) {
            throw Problem.unsupportedMediaType("application/json");
        }
        String length = header("Content-Length").orElse("0");
        // What is no number, or a negative one, was refused before this.
        if (length.length() > 9 || Long.parseLong(length) > BODY_LIMIT) {
            throw Problem.tooLarge(BODY_LIMIT);
        }
        try {
            return BoundedInput.readAll(exchange.getRequestBody(), BODY_LIMIT, "the body");
        } catch (LimitExceededException e) {
            throw Problem.tooLarge(BODY_LIMIT);
        }
    }
}
