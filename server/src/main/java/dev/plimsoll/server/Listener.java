package dev.plimsoll.server;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The JDK's HTTP server, with bounds: a client that is slow, mute or many costs a thread for some seconds, and no more. */
final class Listener implements AutoCloseable {
    private static final int THREADS = 24;
    private static final int WAITING = 128;
    private static final int STACK_BYTES = 512 * 1024;

    static {
        // Read once, when the JDK's server is loaded. Seconds; what the user set is left.
        Map.of(
                        "sun.net.httpserver.maxReqTime", "10",
                        "sun.net.httpserver.maxRspTime", "60",
                        "sun.net.httpserver.idleInterval", "30",
                        "sun.net.httpserver.maxReqHeaders", "64",
                        "sun.net.httpserver.maxReqHeaderSize", "32768",
                        "sun.net.httpserver.nodelay", "true",
                        "jdk.httpserver.maxConnections", "256")
                .forEach((name, value) -> {
                    if (System.getProperty(name) == null) {
                        System.setProperty(name, value);
                    }
                });
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    private Listener(HttpServer server, ThreadPoolExecutor threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Takes the address, and answers nothing yet.
     *
     * @throws PlimsollException USAGE if somebody else has it, or it is none of this machine
     */
    static Listener bind(InetSocketAddress address) {
        try {
            HttpServer server = HttpServer.create(address, WAITING);
            AtomicInteger number = new AtomicInteger();
            ThreadPoolExecutor threads = new ThreadPoolExecutor(
                    THREADS,
                    THREADS,
                    30,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(WAITING),
                    task -> new Thread(null, task, "plimsoll-http-" + number.incrementAndGet(), STACK_BYTES));
            threads.allowCoreThreadTimeOut(true);
            server.setExecutor(threads);
            return new Listener(server, threads);
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.USAGE,
                    "could not listen on " + address.getAddress().getHostAddress() + " port " + address.getPort() + ": "
                            + e.getMessage() + "; choose another with --port, or 0 for a free one",
                    e);
        }
    }

    void start(HttpHandler handler) {
        server.createContext("/", handler);
        server.start();
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    /** Ends what is under way too. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
