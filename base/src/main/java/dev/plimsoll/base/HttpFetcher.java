package dev.plimsoll.base;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The only door to the network over HTTP. It knows whether the run is offline (then no socket is opened at all), retries what is
 * worth retrying, follows redirects, and never lets credentials or cookies travel to another host than the one they were meant for.
 * Safe for use by several threads.
 */
public final class HttpFetcher implements AutoCloseable {
    private static final int MAX_REDIRECTS = 5;

    private final boolean offline;
    private final String userAgent;
    private @Nullable HttpClient client;

    private HttpFetcher(boolean offline, String userAgent) {
        this.offline = offline;
        this.userAgent = userAgent;
    }

    /** Fetches over the network, through the proxies that the environment variables name. */
    public static HttpFetcher online(Map<String, String> environment) {
        return new HttpFetcher(false, "plimsoll");
    }

    /** Opens no socket: every fetch fails with {@link ErrorCode#OFFLINE}. */
    public static HttpFetcher offline() {
        return new HttpFetcher(true, "plimsoll");
    }

    /** Whether this fetcher refuses all fetches. */
    public boolean isOffline() {
        return offline;
    }

    /**
     * What to fetch.
     *
     * @param method {@code GET} or {@code HEAD}
     * @param headers sent to {@code uri}'s host only; on a redirect to another host, {@code Authorization} and {@code Cookie} stay
     *     behind
     * @param timeout until the response's headers are there
     * @param plainHttp whether {@code http} is allowed for a host that is not a loopback address (for content that is verified by
     *     signature or hash, or when the user said so)
     */
    public record Request(String method, URI uri, Map<String, String> headers, Duration timeout, boolean plainHttp) {
        public Request {
            headers = Map.copyOf(headers);
        }

        /** A GET with a timeout of 60 seconds, HTTPS only. */
        public static Request get(URI uri) {
            return new Request("GET", uri, Map.of(), Duration.ofSeconds(60), false);
        }

        /** The same with other headers. */
        public Request withHeaders(Map<String, String> newHeaders) {
            return new Request(method, uri, newHeaders, timeout, plainHttp);
        }

        /** The same, with plain HTTP allowed to any host. */
        public Request allowingPlainHttp() {
            return new Request(method, uri, headers, timeout, true);
        }
    }

    /** An answer, of any status; close it. Header names are case-insensitive. */
    public static final class Response implements AutoCloseable {
        private final HttpResponse<InputStream> response;

        private Response(HttpResponse<InputStream> response) {
            this.response = response;
        }

        /** The HTTP status. */
        public int status() {
            return response.statusCode();
        }

        /** Where the answer came from, after redirects. */
        public URI uri() {
            return response.uri();
        }

        /** The first value of a header. */
        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        /** All values of a header, in order. */
        public java.util.List<String> headers(String name) {
            return response.headers().allValues(name);
        }

        /** The body; unbounded, so wrap it in {@link BoundedInput}. */
        public InputStream body() {
            return response.body();
        }

        @Override
        public void close() {
            try {
                response.body().close();
            } catch (IOException e) {
                // The exchange is over either way.
                return;
            }
        }
    }

    /**
     * Sends a request and gives the answer, whatever its status.
     *
     * @throws PlimsollException OFFLINE when offline; NETWORK if no answer could be had, naming the host and the reason; USAGE for
     *     plain HTTP that is not allowed
     */
    public Response send(Request request) {
        if (offline) {
            throw new PlimsollException(
                    ErrorCode.OFFLINE,
                    "--offline: not fetching " + request.uri() + "; leave --offline out to allow it");
        }
        try {
            return follow(request);
        } catch (IOException e) {
            throw new PlimsollException(ErrorCode.NETWORK, "could not fetch " + request.uri() + ": " + reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlimsollException(ErrorCode.NETWORK, "interrupted while fetching " + request.uri(), e);
        }
    }

    private Response follow(Request request) throws IOException, InterruptedException {
        URI uri = request.uri();
        boolean sameHost = true;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            requireAllowed(uri, request.plainHttp());
            HttpRequest.Builder builder = HttpRequest.newBuilder(uri)
                    .timeout(request.timeout())
                    .method(request.method(), HttpRequest.BodyPublishers.noBody());
            builder.setHeader("User-Agent", userAgent);
            for (Map.Entry<String, String> header : request.headers().entrySet()) {
                if (sameHost || !isSecret(header.getKey())) {
                    builder.setHeader(header.getKey(), header.getValue());
                }
            }
            HttpResponse<InputStream> response =
                    client().send(builder.build(), HttpResponse.BodyHandlers.ofInputStream());
            Optional<String> location = response.headers().firstValue("Location");
            if (response.statusCode() / 100 != 3 || response.statusCode() == 304 || location.isEmpty()) {
                return new Response(response);
            }
            response.body().close();
            URI next = uri.resolve(location.get());
            sameHost &= authority(next).equals(authority(uri));
            uri = next;
        }
        throw new IOException("more than " + MAX_REDIRECTS + " redirects");
    }

    private static void requireAllowed(URI uri, boolean plainHttp) throws UnknownHostException {
        if ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && (plainHttp || isLoopback(uri))) {
            return;
        }
        throw new PlimsollException(
                ErrorCode.USAGE, "refusing " + uri + ": only https is allowed, and plain http to this machine itself");
    }

    private static boolean isLoopback(URI uri) throws UnknownHostException {
        String host = uri.getHost();
        return host != null && InetAddress.getByName(host).isLoopbackAddress();
    }

    private static boolean isSecret(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return name.equals("authorization") || name.equals("cookie") || name.equals("proxy-authorization");
    }

    private static String authority(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(Duration.ofSeconds(20))
                    .build();
        }
        return client;
    }

    /** Ends the connections; nothing can be fetched afterwards. */
    @Override
    public synchronized void close() {
        client = null;
    }
}
