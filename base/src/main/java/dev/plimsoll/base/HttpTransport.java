package dev.plimsoll.base;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends single requests with the JDK's client, which is made when the first is sent: most runs of a command send none. */
final class HttpTransport {
    private static final String TUNNEL_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    static {
        // Else the JDK does not send Basic credentials to a proxy when it asks for a tunnel; it reads this when its
        // first client is
        // made. Whoever writes credentials into https_proxy wants them sent.
        if (System.getProperty(TUNNEL_SCHEMES) == null) {
            System.setProperty(TUNNEL_SCHEMES, "");
        }
    }

    private final HttpProxies proxies;
    private final Patience patience;
    private final String userAgent;
    private final HttpTrust trust;
    private final Map<String, HttpClient> clients = new HashMap<>();
    private @Nullable HttpClient usual;
    private @Nullable HttpClient plain;
    private boolean closed;

    HttpTransport(HttpProxies proxies, HttpTrust trust, Patience patience, String userAgent) {
        this.proxies = proxies;
        this.trust = trust;
        this.patience = patience;
        this.userAgent = userAgent;
    }

    /** Sends {@code request} to where {@code at} stands; redirects are not followed. */
    HttpResponse<InputStream> exchange(HttpFetcher.Request request, HttpRedirect at)
            throws IOException, InterruptedException {
        Optional<HttpProxies.HttpProxy> proxy = proxies.proxyFor(at.uri());
        Optional<HttpUpload> upload = request.body().map(HttpUpload::new);
        HttpRequest built;
        try {
            built = build(request, at, proxy, upload);
        } catch (IllegalArgumentException e) {
            throw new PlimsollException(
                    ErrorCode.USAGE,
                    "cannot ask " + SafeText.place(at.uri()) + ": "
                            + SafeText.oneLine(String.valueOf(e.getMessage()), 200),
                    e);
        }
        HttpClient client = client(at.uri());
        return upload.isPresent()
                ? upload.get().send(client, built, patience.stall(), request.timeout())
                : client.send(built, info -> new HttpBody(patience.stall()));
    }

    private HttpRequest build(
            HttpFetcher.Request request,
            HttpRedirect at,
            Optional<HttpProxies.HttpProxy> proxy,
            Optional<HttpUpload> upload) {
        // HTTP/1.1: several downloads then get a connection each, and no server is confused by an upgrade to HTTP/2 in
        // plain text.
        HttpRequest.Builder builder = HttpRequest.newBuilder(at.uri())
                .version(HttpClient.Version.HTTP_1_1)
                .setHeader("User-Agent", userAgent);
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            if (at.trusted() || !HttpRedirect.isSecret(header.getKey())) {
                builder.setHeader(header.getKey(), header.getValue());
            }
        }
        proxy.flatMap(HttpProxies.HttpProxy::authorization)
                .ifPresent(authorization -> builder.setHeader("Proxy-Authorization", authorization));
        if (upload.isEmpty()) {
            return builder.timeout(request.timeout())
                    .method(request.method(), HttpRequest.BodyPublishers.noBody())
                    .build();
        }
        request.body().ifPresent(body -> builder.setHeader("Content-Type", body.contentType()));
        return builder.method(request.method(), upload.get().publisher()).build();
    }

    /** Hosts that others vouch for than the usual authorities have a client of their own, so that nobody else gets their trust. */
    private synchronized HttpClient client(URI uri) {
        if (closed) {
            throw new IllegalStateException("the fetcher is closed");
        }
        return "https".equalsIgnoreCase(uri.getScheme())
                ? clients.computeIfAbsent(
                        HttpTrust.authority(uri),
                        authority -> trust.contextFor(authority)
                                .map(context -> builder().sslContext(context).build())
                                .orElseGet(this::usual))
                : plain();
    }

    /** Never speaks TLS, and so need not read Java's authorities, which takes longer than many an answer. */
    private HttpClient plain() {
        if (plain == null) {
            plain = builder().sslContext(HttpTrust.nobody()).build();
        }
        return plain;
    }

    private HttpClient usual() {
        if (usual == null) {
            usual = builder().build();
        }
        return usual;
    }

    private HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience.connect())
                .proxy(proxies);
    }

    String trustAdvice(URI uri) {
        return trust.advice(HttpTrust.authority(uri));
    }

    Optional<HttpProxies.HttpProxy> proxyFor(HttpRedirect at) {
        return proxies.proxyFor(at.uri());
    }

    synchronized void close() {
        closed = true;
        clients.clear();
        usual = null;
        plain = null;
    }
}
