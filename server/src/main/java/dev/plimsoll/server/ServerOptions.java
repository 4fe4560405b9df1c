package dev.plimsoll.server;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.server.store.ServerStore;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How a server is set up.
 *
 * @param address to listen on
 * @param port to listen on; 0 for a free one
 * @param behindProxy whether a proxy that does TLS stands before it, without which only loopback is listened on
 * @param tokenFile holds the admin token; empty to make one at the first start
 * @param state directory of what is remembered
 * @param allowed what clients may ask for
 * @param queue how many scans may wait
 */
public record ServerOptions(
        InetAddress address,
        int port,
        boolean behindProxy,
        Optional<Path> tokenFile,
        Path state,
        Allowed allowed,
        int queue) {
    /** How many scans wait at most, if nobody says otherwise. */
    public static final int QUEUE = 100;

    /** Below which directory temporary files lie; what a server that was killed left there goes at the next start. */
    public Path temporary() {
        return ServerStore.temporary(state);
    }

    public ServerOptions {
        Objects.requireNonNull(tokenFile, "tokenFile is null");
        Objects.requireNonNull(state, "state is null");
        Objects.requireNonNull(allowed, "allowed is null");
        if (port < 0 || port > 65_535) {
            throw new PlimsollException(ErrorCode.USAGE, "a port is 0 to 65535, not " + port);
        }
        if (!address.isLoopbackAddress() && !behindProxy) {
            throw new PlimsollException(
                    ErrorCode.USAGE,
                    "on " + address.getHostAddress()
                            + " tokens and reports would travel in the clear: put a proxy that does"
                            + " TLS before the server and say --behind-proxy, or listen on 127.0.0.1");
        }
    }
}
