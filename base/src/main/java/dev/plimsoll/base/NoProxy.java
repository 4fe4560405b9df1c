package dev.plimsoll.base;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The hosts that {@code no_proxy} lists: names with their subdomains, addresses, address ranges, {@code *}; each with a port or not. */
record NoProxy(List<String> rules) {
    NoProxy {
        rules = List.copyOf(rules);
    }

    static NoProxy parse(String value) {
        List<String> rules = new ArrayList<>();
        for (String rule : value.split("[,\\s]+")) {
            if (!rule.isEmpty()) {
                rules.add(rule.toLowerCase(Locale.ROOT));
            }
        }
        return new NoProxy(rules);
    }

    boolean matches(URI uri) {
        if (rules.isEmpty()) {
            return false;
        }
        String host = Loopback.withoutBrackets(uri.getHost()).toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        Optional<InetAddress> address = Loopback.literal(host);
        for (String rule : rules) {
            if (matches(rule, host, port, address)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String rule, String host, int port, Optional<InetAddress> address) {
        if (rule.equals("*")) {
            return true;
        }
        int slash = rule.indexOf('/');
        if (slash >= 0) {
            return address.isPresent() && inRange(address.get(), rule.substring(0, slash), rule.substring(slash + 1));
        }
        String name = rule;
        int colon = rule.lastIndexOf(':');
        boolean hasPort = colon > 0 && (rule.indexOf(':') == colon || rule.charAt(colon - 1) == ']');
        if (hasPort) {
            if (!rule.substring(colon + 1).equals(Integer.toString(port))) {
                return false;
            }
            name = rule.substring(0, colon);
        }
        name = Loopback.withoutBrackets(name);
        if (address.isPresent()) {
            return Loopback.literal(name).equals(address);
        }
        String domain = name.startsWith("*.") ? name.substring(2) : name.startsWith(".") ? name.substring(1) : name;
        return host.equals(domain) || host.endsWith("." + domain);
    }

    private static boolean inRange(InetAddress address, String network, String bits) {
        Optional<InetAddress> base = Loopback.literal(network);
        int prefix;
        try {
            prefix = Integer.parseInt(bits);
        } catch (NumberFormatException e) {
            return false;
        }
        if (base.isEmpty()) {
            return false;
        }
        byte[] a = address.getAddress();
        byte[] b = base.get().getAddress();
        if (a.length != b.length || prefix < 0 || prefix > a.length * 8) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((a[bit / 8] & mask) != (b[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
