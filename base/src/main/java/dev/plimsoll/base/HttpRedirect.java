package dev.plimsoll.base;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;

/**
 * Where a request stands on its way through redirects.
 *
 * @param uri what to ask now
 * @param trusted whether this is still the host (scheme, name and port) that the request's credentials were meant for; once left,
 *     coming back does not count
 */
record HttpRedirect(URI uri, boolean trusted) {

    static HttpRedirect start(URI uri) {
        return new HttpRedirect(uri, true);
    }

    /** Follows a {@code Location} header. */
    HttpRedirect to(String location) throws IOException {
        URI next;
        try {
            next = uri.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("redirect to an invalid address '" + SafeText.oneLine(location, 200) + "'", e);
        }
        if (next.getHost() == null) {
            throw new IOException("redirect to an address without a host: " + SafeText.place(next));
        }
        if (isHttps(uri) && !isHttps(next)) {
            throw new IOException("refused the redirect from https to " + SafeText.place(next));
        }
        return new HttpRedirect(next, trusted && origin(next).equals(origin(uri)));
    }

    /** Whether a header may only go to the host it was meant for. */
    static boolean isSecret(String header) {
        return switch (header.toLowerCase(Locale.ROOT)) {
            case "authorization", "cookie", "proxy-authorization" -> true;
            default -> false;
        };
    }

    private static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private static String origin(URI uri) {
        int port = uri.getPort() >= 0 ? uri.getPort() : isHttps(uri) ? 443 : 80;
        return (uri.getScheme() + "://" + uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}
