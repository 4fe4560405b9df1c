package dev.plimsoll.server;

import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.server.store.ServerStore;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * The scanner as a service: takes scans over HTTP, runs them one after the other, and remembers them. Safe for use by several threads.
 *
 * <p>The API is in {@code docs/server.md}.
 */
public final class PlimsollServer implements AutoCloseable {
    private final Listener listener;
    private final Router router;
    private final ServerStore store;
    private final ScanQueue queue;

    private PlimsollServer(Listener listener, Router router, ServerStore store, ScanQueue queue) {
        this.listener = listener;
        this.router = router;
        this.store = store;
        this.queue = queue;
    }

    /**
     * What a server works with.
     *
     * @param scan scans an image
     * @param version of Plimsoll
     * @param clock the time
     * @param log takes a line for each request and event; called by several threads
     * @param newToken told the admin token, once in the life of a state, if one was made
     */
    public record Parts(ImageScan scan, String version, Clock clock, Consumer<String> log, Consumer<String> newToken) {}

    /**
     * Starts a server, which runs until it is closed.
     *
     * @throws PlimsollException USAGE if the address can't be had or the token file holds no token; STORE_UNUSABLE or FILE_ACCESS if
     *     the state can't be used
     */
    public static PlimsollServer start(ServerOptions options, Parts parts) {
        ServerLog log = new ServerLog(parts.log(), parts.clock());
        ServerStore store = ServerStore.open(options.state());
        try {
            // Before a token is made: one that is shown counts.
            Listener listener = Listener.bind(new InetSocketAddress(options.address(), options.port()));
            try {
                Tokens tokens = Tokens.open(store.tokens(), options.tokenFile(), parts.clock(), parts.newToken());
                ScanQueue queue = new ScanQueue(
                        store.scans(),
                        new Permission(options.allowed()),
                        parts.scan(),
                        parts.clock(),
                        log,
                        options.queue(),
                        store.temporary());
                queue.start();
                Router router = new Router(
                        tokens,
                        new HealthApi(store, log, parts.version()),
                        new ScansApi(store.scans(), queue),
                        new ImagesApi(store.scans()),
                        new Clients(options.behindProxy()),
                        log);
                listener.start(router);
                return new PlimsollServer(listener, router, store, queue);
            } catch (RuntimeException e) {
                listener.close();
                throw e;
            }
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** Where it can be asked. */
    public URI address() {
        InetSocketAddress address = listener.address();
        try {
            return new URI("http", null, address.getAddress().getHostAddress(), address.getPort(), null, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("an address is a host", e);
        }
    }

    /** Takes no more requests, waits some seconds for the scan that runs, and lets what is not done wait for the next start. */
    @Override
    public void close() {
        router.drain();
        listener.close();
        queue.close();
        store.close();
    }
}
