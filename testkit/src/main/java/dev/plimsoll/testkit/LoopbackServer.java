package dev.plimsoll.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server on loopback for tests of what fetches: serves a directory and contents given by the test, with {@code ETag},
 * {@code Last-Modified}, conditional requests and {@code Range}; fails as a script says; and remembers what it was asked.
 *
 * <pre>{@code
 * try (LoopbackServer server = LoopbackServer.serving(directory)) {
 *     server.fail("/all.zip", Failure.status(503), Failure.cutAfter(1000));
 *     feed.fetch(server.uri("/"));
 *     assertThat(server.requests("/all.zip")).hasSize(3);
 * }
 * }</pre>
 */
public final class LoopbackServer implements AutoCloseable {
    static {
        // Else every answer waits 40 ms for the client's delayed acknowledgement. Read when the JDK's server class is
        // loaded.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final String scheme;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final @Nullable Path directory;
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
    private final Map<String, Deque<Failure>> scripts = new ConcurrentHashMap<>();
    private final List<LoopbackRequest> requests = new CopyOnWriteArrayList<>();

    /** Answers what the server itself cannot. */
    @FunctionalInterface
    public interface Handler {
        /** Answers {@code exchange}, which is closed afterwards; answering nothing drops the connection. */
        void handle(HttpExchange exchange, LoopbackRequest request) throws IOException;
    }

    private LoopbackServer(@Nullable Path directory, @Nullable SSLContext tls) {
        this.directory = directory;
        this.scheme = tls == null ? "http" : "https";
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            server = tls == null ? HttpServer.create(address, 0) : secure(address, tls);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private static HttpServer secure(InetSocketAddress address, SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    /** A server without content, on a free port of 127.0.0.1. */
    public static LoopbackServer start() {
        return new LoopbackServer(null, null);
    }

    /** A server without content that speaks TLS, see {@link TestAuthority#context}. */
    public static LoopbackServer overTls(SSLContext tls) {
        return new LoopbackServer(null, tls);
    }

    /** A server of the files under {@code directory}, which may change while it runs. */
    public static LoopbackServer serving(Path directory) {
        return new LoopbackServer(directory, null);
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Host and port, as in a registry's name. */
    public String authority() {
        return "127.0.0.1:" + port();
    }

    /** The address of a path that begins with a slash. */
    public URI uri(String path) {
        return URI.create(scheme + "://" + authority() + path);
    }

    /** Serves {@code content} at {@code path}, before any file there. */
    public LoopbackServer put(String path, byte[] content) {
        return on(path, (exchange, request) -> Content.of(content).give(exchange));
    }

    /** Serves UTF-8 text at {@code path}. */
    public LoopbackServer put(String path, String content) {
        return put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Lets a handler answer at {@code path}, or below it if it ends in a slash; the longest such path wins. */
    public LoopbackServer on(String path, Handler handler) {
        handlers.put(path, handler);
        return this;
    }

    /** The next requests for {@code path} fail so, one after the other; then it answers as usual. */
    public LoopbackServer fail(String path, Failure... script) {
        scripts.computeIfAbsent(path, p -> new ArrayDeque<>()).addAll(List.of(script));
        return this;
    }

    /** All requests so far, in the order in which they came. */
    public List<LoopbackRequest> requests() {
        return List.copyOf(requests);
    }

    /** The requests for one path so far. */
    public List<LoopbackRequest> requests(String path) {
        return requests.stream().filter(r -> r.path().equals(path)).toList();
    }

    /** Forgets the requests so far. */
    public void forgetRequests() {
        requests.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            LoopbackRequest request = LoopbackRequest.of(exchange);
            requests.add(request);
            Handler handler = handler(request.path());
            Failure failure = nextFailure(request.path());
            if (failure != null) {
                failure.happen(exchange, request, handler);
            } else {
                handler.handle(exchange, request);
            }
        }
    }

    private @Nullable Failure nextFailure(String path) {
        Deque<Failure> script = scripts.get(path);
        if (script == null) {
            return null;
        }
        synchronized (script) {
            return script.poll();
        }
    }

    /** What answers at a path now; to be put behind another handler there. */
    public Handler handler(String path) {
        Handler exact = handlers.get(path);
        if (exact != null) {
            return exact;
        }
        Optional<Map.Entry<String, Handler>> above = handlers.entrySet().stream()
                .filter(h -> h.getKey().endsWith("/") && path.startsWith(h.getKey()))
                .max(java.util.Comparator.comparingInt(h -> h.getKey().length()));
        return above.isPresent() ? above.get().getValue() : this::giveFile;
    }

    private void giveFile(HttpExchange exchange, LoopbackRequest request) throws IOException {
        Path root = directory;
        if (root != null) {
            Path file = root.resolve(request.path().substring(1)).normalize();
            if (file.startsWith(root) && Files.isRegularFile(file)) {
                Content.of(file).give(exchange);
                return;
            }
        }
        exchange.sendResponseHeaders(404, -1);
    }

    /** Ends it at once, whatever is under way. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
