package dev.plimsoll.server;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;

/** Who asks, for the log: behind a proxy, whom the proxy names; what was in that header before is the client's own word. */
final class Clients {
    private static final String FORWARDED = "X-Forwarded-For";
    private static final int LONGEST = 45;

    private final boolean behindProxy;

    Clients(boolean behindProxy) {
        this.behindProxy = behindProxy;
    }

    String of(HttpExchange exchange) {
        String peer = exchange.getRemoteAddress().getAddress().getHostAddress();
        List<String> headers = exchange.getRequestHeaders().get(FORWARDED);
        if (!behindProxy || headers == null || headers.isEmpty()) {
            return peer;
        }
        String all = headers.get(headers.size() - 1);
        String last = all.substring(all.lastIndexOf(',') + 1).strip();
        boolean address = !last.isEmpty()
                && last.length() <= LONGEST
                && last.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128 || c == '.' || c == ':');
        return address ? last : peer;
    }
}
