package dev.plimsoll.cli;

import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Patience;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Asks a server on loopback whether it is healthy: for the health checks of containers. */
final class ServerCheck {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private ServerCheck() {}

    static boolean of(int port, PrintStream err) {
        URI health = URI.create("http://127.0.0.1:" + port + "/healthz");
        // Asked once, and through no proxy.
        Patience once = new Patience(LONGEST, LONGEST, 1, Duration.ZERO, Duration.ZERO);
        HttpFetcher.Request request =
                new HttpFetcher.Request("GET", health, Map.of(), LONGEST, false, Optional.empty());
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
