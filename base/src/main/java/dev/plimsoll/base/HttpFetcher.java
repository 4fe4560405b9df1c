package dev.plimsoll.base;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The only door to the network over HTTP. It knows whether the run is offline (then no socket is opened and no name looked up), goes
 * through the proxies that the environment names, repeats what is worth repeating, follows redirects, and never lets credentials or
 * cookies travel to another host than the one they were meant for. Safe for use by several threads.
 */
public final class HttpFetcher implements AutoCloseable {
    private final boolean offline;
    private final Patience patience;
    private final HttpTransport transport;

    private HttpFetcher(boolean offline, Map<String, String> environment, Patience patience) {
        this.offline = offline;
        this.patience = patience;
        this.transport =
                new HttpTransport(new HttpProxies(environment), new HttpTrust(environment), patience, "plimsoll");
    }

    /**
     * Fetches over the network, through the proxies that the environment variables {@code http_proxy}, {@code https_proxy},
     * {@code all_proxy} and {@code no_proxy} name. A host is held to Java's certificate authorities, or those in {@code SSL_CERT_FILE};
     * those in {@code /etc/docker/certs.d/HOST[:PORT]} and {@code ~/.config/docker/certs.d} (Podman's too) count for that host only.
     */
    public static HttpFetcher online(Map<String, String> environment) {
        return online(environment, Patience.DEFAULT);
    }

    /** As {@link #online(Map)}, with another patience. */
    public static HttpFetcher online(Map<String, String> environment, Patience patience) {
        return new HttpFetcher(false, environment, patience);
    }

    /** Opens no socket: every fetch fails with {@link ErrorCode#OFFLINE}. */
    public static HttpFetcher offline() {
        return new HttpFetcher(true, Map.of(), Patience.DEFAULT);
    }

    /** Whether this fetcher refuses all fetches. */
    public boolean isOffline() {
        return offline;
    }

    /** How long and how often it tries. */
    public Patience patience() {
        return patience;
    }

    /**
     * What to fetch.
     *
     * @param method {@code GET}, {@code HEAD}, {@code POST} or {@code PUT}; the last two are neither repeated once they may have
     *     arrived, nor redirected
     * @param headers sent to {@code uri}'s host only; on a redirect to another host, {@code Authorization} and {@code Cookie} stay
     *     behind
     * @param timeout until the response's headers are there; with a body, from when the server has taken all of it
     * @param plainHttp whether {@code http} is allowed for a host that is not a loopback address (for content that is verified by
     *     signature or hash, or when the user said so)
     * @param body what is sent, if anything is
     */
    public record Request(
            String method,
            URI uri,
            Map<String, String> headers,
            Duration timeout,
            boolean plainHttp,
            Optional<RequestBody> body) {
        public Request {
            headers = Map.copyOf(headers);
        }

        /** A request without a body. */
        public Request(String method, URI uri, Map<String, String> headers, Duration timeout, boolean plainHttp) {
            this(method, uri, headers, timeout, plainHttp, Optional.empty());
        }

        /** A GET with a timeout of 60 seconds, HTTPS only. */
        public static Request get(URI uri) {
            return new Request("GET", uri, Map.of(), Duration.ofSeconds(60), false);
        }

        /** A HEAD with a timeout of 60 seconds, HTTPS only. */
        public static Request head(URI uri) {
            return new Request("HEAD", uri, Map.of(), Duration.ofSeconds(60), false);
        }

        /** A POST of a form with a timeout of 60 seconds, HTTPS only. */
        public static Request post(URI uri, Map<String, String> form) {
            return post(uri).withBody(RequestBody.form(form));
        }

        /** A POST of nothing with a timeout of 60 seconds, HTTPS only. */
        public static Request post(URI uri) {
            return new Request("POST", uri, Map.of(), Duration.ofSeconds(60), false);
        }

        /** A PUT with a timeout of 60 seconds, HTTPS only. */
        public static Request put(URI uri, RequestBody body) {
            return new Request("PUT", uri, Map.of(), Duration.ofSeconds(60), false).withBody(body);
        }

        private Request withBody(RequestBody newBody) {
            return new Request(method, uri, headers, timeout, plainHttp, Optional.of(newBody));
        }

        /** The same with other headers. */
        public Request withHeaders(Map<String, String> newHeaders) {
            return new Request(method, uri, newHeaders, timeout, plainHttp, body);
        }

        /** The same with one more header. */
        public Request withHeader(String name, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(name, value);
            return withHeaders(more);
        }

        /** The same, with plain HTTP allowed to any host. */
        public Request allowingPlainHttp() {
            return new Request(method, uri, headers, timeout, true, body);
        }

        /** The same, to be answered only if the resource is no longer in the state {@code known} (else status 304). */
        public Request ifChanged(HttpValidators known) {
            Map<String, String> more = new HashMap<>(headers);
            known.etag().ifPresent(etag -> more.put("If-None-Match", etag));
            known.lastModified().ifPresent(date -> more.put("If-Modified-Since", date));
            return withHeaders(more);
        }
    }

    /** An answer, of any status; close it. Header names are case-insensitive. */
    public static final class Response implements AutoCloseable {
        private final HttpResponse<InputStream> response;

        Response(HttpResponse<InputStream> response) {
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
        public List<String> headers(String name) {
            return response.headers().allValues(name);
        }

        /** What to ask with next time, see {@link Request#ifChanged}. */
        public HttpValidators validators() {
            return new HttpValidators(header("ETag"), header("Last-Modified"));
        }

        /** Bytes of the body as the server states them, or -1. */
        public long contentLength() {
            String value = header("Content-Length").orElse("");
            boolean number =
                    !value.isEmpty() && value.length() <= 18 && value.chars().allMatch(c -> c >= '0' && c <= '9');
            return number ? Long.parseLong(value) : -1;
        }

        /** The body; unbounded, so wrap it in {@link BoundedInput}. Fails if the server sends nothing for too long. */
        public InputStream body() {
            return response.body();
        }

        /** The exception for a status that does not help: ACCESS_DENIED for 401, 403 and 407, else NETWORK. */
        public PlimsollException refusal() {
            boolean denied = status() == 401 || status() == 403 || status() == 407;
            return new PlimsollException(
                    denied ? ErrorCode.ACCESS_DENIED : ErrorCode.NETWORK,
                    "could not fetch " + SafeText.place(uri()) + ": the server answered with status " + status());
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
     * Sends a request and gives the answer, whatever its status; 429 and 502 to 504 only after asking several times.
     *
     * @throws PlimsollException OFFLINE when offline; NETWORK if no answer could be had, naming the host and the reason; USAGE for
     *     plain HTTP that is not allowed and for unusable proxy settings
     */
    public Response send(Request request) {
        requireOnline(request);
        try {
            return new HttpAttempts(transport, patience).send(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlimsollException(
                    ErrorCode.NETWORK, "interrupted while fetching " + SafeText.place(request.uri()), e);
        }
    }

    /**
     * For what {@link #send} does not repeat by itself: how long to wait before asking once more, as the server wishes.
     *
     * @param attempt how often it was asked, from 1
     * @return empty if the answer is what there is
     */
    public Optional<Duration> waitBefore(Response answer, int attempt) {
        return new HttpAttempts(transport, patience).waitBefore(answer, attempt);
    }

    /**
     * Brings a resource into a file, resuming when the connection breaks. The file appears (and replaces an older one) only when
     * it is whole; its directory is made.
     *
     * @param request a GET, perhaps with {@link Request#ifChanged}
     * @param maxBytes more than this is an error
     * @param task told of every byte
     * @throws PlimsollException as {@link #send}, and LIMIT_EXCEEDED; ACCESS_DENIED or NETWORK for statuses other than 200, 304, 404
     *     and 410; FILE_ACCESS if the file can't be written
     */
    public Download download(Request request, Path target, long maxBytes, Progress.Task task) {
        return new HttpDownload(this, request, maxBytes, task, patience).to(target);
    }

    private void requireOnline(Request request) {
        if (offline) {
            throw new PlimsollException(
                    ErrorCode.OFFLINE,
                    "--offline: not fetching " + SafeText.place(request.uri()) + "; leave --offline out to allow it");
        }
    }

    /** Ends the connections once their bodies are closed; nothing can be fetched afterwards. */
    @Override
    public void close() {
        transport.close();
    }
}
