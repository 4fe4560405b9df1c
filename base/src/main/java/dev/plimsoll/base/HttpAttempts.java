package dev.plimsoll.base;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Sends a request through its redirects, and again while that is worth it. */
final class HttpAttempts {
    private static final int MAX_REDIRECTS = 5;

    private final HttpTransport transport;
    private final Patience patience;

    HttpAttempts(HttpTransport transport, Patience patience) {
        this.transport = transport;
        this.patience = patience;
    }

    HttpFetcher.Response send(HttpFetcher.Request request) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Trail trail = new Trail(HttpRedirect.start(request.uri()));
            try {
                HttpFetcher.Response response = follow(request, trail);
                Optional<Duration> wait = isRepeatable(request) ? waitBefore(response, attempt) : Optional.empty();
                if (wait.isEmpty()) {
                    return response;
                }
                response.close();
                Thread.sleep(wait.get().toMillis());
            } catch (IOException e) {
                HttpFailure failure = HttpFailure.of(e);
                boolean again = attempt < Math.min(patience.attempts(), failure.attempts())
                        && (isRepeatable(request) || failure.isBeforeRequest());
                if (!again) {
                    throw failure.explain(
                            trail.at.uri(), transport.proxyFor(trail.at), transport.trustAdvice(trail.at.uri()), e);
                }
                Thread.sleep(patience.waitAfter(attempt).toMillis());
            }
        }
    }

    /** How far a request got; for the error. */
    private static final class Trail {
        private HttpRedirect at;

        private Trail(HttpRedirect at) {
            this.at = at;
        }
    }

    /** A redirect that is not followed; asking again gives the same. */
    static final class RedirectException extends IOException {
        private static final long serialVersionUID = 1L;

        private RedirectException(String message) {
            super(message);
        }
    }

    private HttpFetcher.Response follow(HttpFetcher.Request request, Trail trail)
            throws IOException, InterruptedException {
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            requireAllowed(trail.at.uri(), request.plainHttp());
            HttpResponse<InputStream> response = transport.exchange(request, trail.at);
            Optional<String> location = response.headers().firstValue("Location");
            if (!isRedirect(response.statusCode()) || location.isEmpty()) {
                return new HttpFetcher.Response(response);
            }
            response.body().close();
            if (!isRepeatable(request)) {
                throw new RedirectException(
                        "the server wants to redirect a " + request.method() + ", which may hold secrets");
            }
            trail.at = next(trail.at, location.get());
        }
        throw new RedirectException("more than " + MAX_REDIRECTS + " redirects");
    }

    private static HttpRedirect next(HttpRedirect at, String location) throws RedirectException {
        try {
            return at.to(location);
        } catch (IOException e) {
            throw new RedirectException(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    private static boolean isRepeatable(HttpFetcher.Request request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }

    private static void requireAllowed(URI uri, boolean plainHttp) {
        boolean https = "https".equalsIgnoreCase(uri.getScheme());
        boolean http = "http".equalsIgnoreCase(uri.getScheme());
        if (uri.getHost() == null || !https && !(http && (plainHttp || Loopback.isLoopback(uri)))) {
            throw new PlimsollException(
                    ErrorCode.USAGE,
                    "refusing " + SafeText.place(uri)
                            + ": only https is allowed, and plain http to this machine itself");
        }
    }

    /** How long to wait before asking again; empty if the answer is what there is. */
    Optional<Duration> waitBefore(HttpFetcher.Response response, int attempt) {
        boolean passing = switch (response.status()) {
            case 429, 502, 503, 504 -> true;
            default -> false;
        };
        if (!passing || attempt >= patience.attempts()) {
            return Optional.empty();
        }
        Duration ours = patience.waitAfter(attempt);
        Duration theirs = retryAfter(response).orElse(ours);
        Duration longer = theirs.compareTo(ours) > 0 ? theirs : ours;
        return longer.compareTo(patience.longestWait()) > 0 ? Optional.empty() : Optional.of(longer);
    }

    /** What {@code Retry-After} asks for, in seconds or as a date, which is measured by the server's own clock. */
    private static Optional<Duration> retryAfter(HttpFetcher.Response response) {
        String value = response.header("Retry-After").orElse("").strip();
        if (!value.isEmpty() && value.length() <= 9 && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        Optional<Instant> until = httpDate(value);
        Optional<Instant> now = response.header("Date").flatMap(HttpAttempts::httpDate);
        return until.isPresent() && now.isPresent()
                ? Optional.of(Duration.between(now.get(), until.get()))
                : Optional.empty();
    }

    private static Optional<Instant> httpDate(String value) {
        try {
            return Optional.of(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
