package dev.plimsoll.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request that a {@link LoopbackServer} got.
 *
 * @param method such as {@code GET}
 * @param path decoded, with a leading slash, without the query
 * @param query as sent, or empty
 * @param headers by lower-case name
 * @param body as UTF-8 text
 */
public record LoopbackRequest(
        String method, String path, String query, Map<String, List<String>> headers, String body) {

    static LoopbackRequest of(HttpExchange exchange) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        String query = exchange.getRequestURI().getRawQuery();
        return new LoopbackRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                query == null ? "" : query,
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** The values of a header joined by a comma, or empty. */
    public String header(String name) {
        return String.join(", ", headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
    }
}
