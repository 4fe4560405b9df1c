package dev.plimsoll.base;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * Which hosts are this machine itself, by their name alone: {@code localhost}, its subdomains and loopback addresses. Nothing is
 * looked up, since whoever answers a look-up must not decide what is trusted.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6761#section-6.3">RFC 6761, localhost</a>
 */
public final class Loopback {
    private Loopback() {}

    /** Whether {@code uri}'s host is this machine. */
    public static boolean isLoopback(URI uri) {
        return uri.getHost() != null && isLoopback(uri.getHost());
    }

    /** Whether {@code host} (a name or an address, an IPv6 address in brackets or not) is this machine. */
    public static boolean isLoopback(String host) {
        String name = withoutBrackets(host).toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || literal(name).map(InetAddress::isLoopbackAddress).orElse(false);
    }

    static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** The address that {@code host} is, if it is one. */
    static Optional<InetAddress> literal(String host) {
        if (!isFourNumbers(host) && !isIpv6(host)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static boolean isFourNumbers(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            boolean number =
                    !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!number || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv6(String host) {
        return host.indexOf(':') >= 0
                && host.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128 || c == ':' || c == '.');
    }
}
