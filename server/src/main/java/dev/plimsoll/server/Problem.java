package dev.plimsoll.server;

import java.util.Map;

/** A request that is refused, as its answer says it. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final transient Map<String, String> headers;

    private Problem(int status, String title, String detail, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.headers = Map.copyOf(headers);
    }

    static Problem badRequest(String detail) {
        return new Problem(400, "Bad Request", detail, Map.of());
    }

    /** @param error what RFC 6750 calls it; empty if no token came */
    static Problem unauthorized(String error, String detail) {
        String challenge = "Bearer realm=\"plimsoll\"" + (error.isEmpty() ? "" : ", error=\"" + error + "\"");
        return new Problem(401, "Unauthorized", detail, Map.of("WWW-Authenticate", challenge));
    }

    static Problem forbidden(String detail) {
        return new Problem(403, "Forbidden", detail, Map.of());
    }

    static Problem notFound(String detail) {
        return new Problem(404, "Not Found", detail, Map.of());
    }

    static Problem methodNotAllowed(String allow) {
        return new Problem(405, "Method Not Allowed", "this resource takes " + allow, Map.of("Allow", allow));
    }

    static Problem tooLarge(long limit) {
        return new Problem(413, "Content Too Large", "a body has at most " + limit + " bytes", Map.of());
    }

    static Problem unsupportedMediaType(String wanted) {
        return new Problem(415, "Unsupported Media Type", "the body must be " + wanted, Map.of("Accept-Post", wanted));
    }

    static Problem tooMany(String detail, int seconds) {
        return new Problem(429, "Too Many Requests", detail, Map.of("Retry-After", Integer.toString(seconds)));
    }

    static Problem internal(String detail) {
        return new Problem(500, "Internal Server Error", detail, Map.of());
    }

    static Problem unavailable(String detail) {
        return new Problem(503, "Service Unavailable", detail, Map.of());
    }

    /** By RFC 9457. */
    Answer answer() {
        return Answer.json(status, "application/problem+json", json -> {
                    json.writeStringField("title", title);
                    json.writeNumberField("status", status);
                    json.writeStringField("detail", String.valueOf(getMessage()));
                })
                .with(headers);
    }
}
