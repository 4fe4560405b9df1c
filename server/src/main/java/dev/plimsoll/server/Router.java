package dev.plimsoll.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.plimsoll.base.PlimsollException;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Brings each request to what answers it: first the token, then the path, then the method. Whatever fails becomes an answer. */
final class Router implements HttpHandler {
    /** More than there are threads: a request is never refused for the want of one, but where the server ends. */
    private static final int MOST = 1000;

    private static final int DRAIN_SECONDS = 2;

    /** In the log only: there is no status for it. */
    private static final int GONE = 499;

    private final Tokens tokens;
    private final HealthApi health;
    private final ScansApi scans;
    private final ImagesApi images;
    private final Clients clients;
    private final ServerLog log;
    private final Semaphore permits = new Semaphore(MOST, true);

    Router(Tokens tokens, HealthApi health, ScansApi scans, ImagesApi images, Clients clients, ServerLog log) {
        this.tokens = tokens;
        this.health = health;
        this.scans = scans;
        this.images = images;
        this.clients = clients;
        this.log = log;
    }

    @Override
    public void handle(HttpExchange exchange) {
        long start = System.nanoTime();
        int status = 0;
        boolean permitted = permits.tryAcquire();
        try (exchange) {
            Answer answer = permitted
                    ? answer(exchange)
                    : Problem.unavailable("the server is being ended").answer();
            status = answer.status();
            answer.send(exchange);
        } catch (IOException e) {
            // The client went away or is too slow: it hears nothing more.
            status = GONE;
        } catch (PlimsollException e) {
            // In the middle of an answer: that it is cut off is all that the client can be told.
            log.event("an answer was cut off: " + e.getMessage());
        } finally {
            log.request(
                    clients.of(exchange),
                    exchange.getRequestMethod(),
                    String.valueOf(exchange.getRequestURI().getRawPath()),
                    status,
                    (System.nanoTime() - start) / 1_000_000);
            // After its line: a server that ends has told of every request.
            if (permitted) {
                permits.release();
            }
        }
    }

    /** Answers no more, and waits a moment for the requests under way. */
    void drain() {
        try {
            if (!permits.tryAcquire(MOST, DRAIN_SECONDS, TimeUnit.SECONDS)) {
                permits.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        try {
            return route(new Request(exchange));
        } catch (Problem e) {
            return e.answer();
        } catch (PlimsollException e) {
            log.event("a request failed: " + e.getMessage());
            return Problem.unavailable("the server's state can't be used at the moment; its log says why")
                    .answer();
        } catch (RuntimeException e) {
            log.event("a fault of plimsoll itself: " + e);
            return Problem.internal("a fault of plimsoll itself; its log says what")
                    .answer();
        }
    }

    private Answer route(Request request) throws IOException {
        String path = request.path();
        if (path.equals("/healthz")) {
            requireMethod(request, "GET");
            return health.get();
        }
        if (path.startsWith("/api/")) {
            tokens.require(request);
        }
        if (path.equals(ScansApi.PATH)) {
            requireMethod(request, "POST");
            return scans.post(request);
        }
        if (path.startsWith(ScansApi.PATH + "/")) {
            requireMethod(request, "GET");
            return scans.get(request, path.substring(ScansApi.PATH.length() + 1));
        }
        if (path.equals(ImagesApi.PATH)) {
            requireMethod(request, "GET");
            return images.get(request);
        }
        throw Problem.notFound("there is nothing at this path");
    }

    private static void requireMethod(Request request, String method) {
        if (!request.method().equals(method)) {
            throw Problem.methodNotAllowed(method.equals("GET") ? "GET, HEAD" : method);
        }
    }
}
