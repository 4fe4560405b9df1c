package dev.plimsoll.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * What is answered.
 *
 * @param length of the body in bytes
 */
record Answer(int status, Map<String, String> headers, String type, long length, Body body) {
    private static final long DISCARDED = 8 << 20;

    /** Writes the body. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer json(int status, Json.Members members) {
        return json(status, "application/json", members);
    }

    static Answer json(int status, String type, Json.Members members) {
        byte[] body = Json.object(members);
        return new Answer(status, Map.of(), type, body.length, out -> out.write(body));
    }

    /** The same with more headers. */
    Answer with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        return new Answer(status, all, type, length, body);
    }

    /** Sends it; a HEAD gets all but the body. */
    void send(HttpExchange exchange) throws IOException {
        Headers to = exchange.getResponseHeaders();
        to.set("Content-Type", type);
        // Nothing of this is for a browser to run, frame, guess at or keep.
        to.set("X-Content-Type-Options", "nosniff");
        to.set("Cache-Control", "no-store");
        to.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        to.set("Referrer-Policy", "no-referrer");
        headers.forEach(to::set);
        if (exchange.getRequestMethod().equals("HEAD")) {
            to.set("Content-Length", Long.toString(length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, length);
        try (OutputStream out = exchange.getResponseBody()) {
            body.writeTo(out);
            out.flush();
            discard(exchange.getRequestBody());
        }
    }

    /**
     * Takes what is still coming, within a bound: a connection that is closed before is reset, and the client loses the answer that says
     * why.
     */
    private static void discard(InputStream in) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        long left = DISCARDED;
        for (int n = 0; n >= 0 && left > 0; left -= n) {
            n = in.read(buffer);
        }
    }
}
