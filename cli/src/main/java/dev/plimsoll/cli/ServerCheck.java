package dev.plimsoll.cli;

import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Patience;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Asks a server of this machine whether it is healthy: for the health checks of containers. */
final class ServerCheck {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private ServerCheck() {}

    static boolean of(InetSocketAddress server, PrintStream err) {
        String host = server.getAddress().getHostAddress();
        URI health = URI.create(
                "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.getPort() + "/healthz");
        // Asked once, through no proxy, and without a secret: it need not be loopback.
        Patience once = new Patience(LONGEST, LONGEST, 1, Duration.ZERO, Duration.ZERO);
        HttpFetcher.Request request = new HttpFetcher.Request("GET", health, Map.of(), LONGEST, true, Optional.empty());
        try (HttpFetcher fetcher = HttpFetcher.online(Map.of(), once);
                HttpFetcher.Response response = fetcher.send(request)) {
            if (response.status() == 200) {
                return true;
            }
            err.println("plimsoll: not healthy: " + health + " answered with status " + response.status());
        } catch (PlimsollException e) {
            err.println("plimsoll: not healthy: " + SafeText.line(String.valueOf(e.getMessage())));
        }
        return false;
    }
}
