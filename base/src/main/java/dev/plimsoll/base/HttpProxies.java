package dev.plimsoll.base;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies that {@code http_proxy}, {@code https_proxy}, {@code all_proxy} and {@code no_proxy} name, in lower or upper case
 * (lower wins), by the conventions of curl and Go. Loopback is never asked through a proxy.
 */
final class HttpProxies extends ProxySelector {
    private final Map<String, String> environment;
    private final NoProxy noProxy;

    HttpProxies(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.noProxy = NoProxy.parse(variable("no_proxy"));
    }

    /**
     * A proxy.
     *
     * @param authorization value of {@code Proxy-Authorization}, if its URL has credentials
     */
    record HttpProxy(String host, int port, Optional<String> authorization) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /** The proxy to ask for {@code uri}; empty to ask directly. */
    Optional<HttpProxy> proxyFor(URI uri) {
        if (uri.getHost() == null || Loopback.isLoopback(uri) || noProxy.matches(uri)) {
            return Optional.empty();
        }
        String name = "https".equals(uri.getScheme()) ? "https_proxy" : "http_proxy";
        for (String candidate : List.of(name, "all_proxy")) {
            String value = variable(candidate);
            if (!value.isEmpty()) {
                return Optional.of(parse(candidate, value));
            }
        }
        return Optional.empty();
    }

    @Override
    public List<Proxy> select(URI uri) {
        return proxyFor(uri)
                .map(proxy -> List.of(
                        new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port()))))
                .orElse(List.of(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // The failure reaches the caller by itself.
    }

    private String variable(String lowerCaseName) {
        String lower = environment.getOrDefault(lowerCaseName, "").strip();
        if (!lower.isEmpty()) {
            return lower;
        }
        String upperCaseName = lowerCaseName.toUpperCase(java.util.Locale.ROOT);
        // In a CGI program HTTP_PROXY is the client's "Proxy:" header, not the administrator's word.
        if (upperCaseName.equals("HTTP_PROXY") && environment.containsKey("REQUEST_METHOD")) {
            return "";
        }
        return environment.getOrDefault(upperCaseName, "").strip();
    }

    private static HttpProxy parse(String variable, String value) {
        String url = value.contains("://") ? value : "http://" + value;
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw unusable(variable, "is not a URL like http://proxy.example:3128");
        }
        if (!"http".equalsIgnoreCase(uri.getScheme())) {
            throw unusable(
                    variable,
                    "names a proxy of kind '" + SafeText.oneLine(uri.getScheme(), 20) + "'; only http is known");
        }
        if (uri.getHost() == null) {
            throw unusable(variable, "names no host; it should look like http://proxy.example:3128");
        }
        String user = uri.getUserInfo();
        Optional<String> authorization = user == null
                ? Optional.empty()
                : Optional.of("Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (user.contains(":") ? user : user + ":").getBytes(StandardCharsets.UTF_8)));
        return new HttpProxy(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort(), authorization);
    }

    private static PlimsollException unusable(String variable, String why) {
        // The value itself may hold a password.
        return new PlimsollException(
                ErrorCode.USAGE, "the environment variable " + variable + " " + why + "; correct or unset it");
    }
}
