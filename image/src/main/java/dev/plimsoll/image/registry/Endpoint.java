package dev.plimsoll.image.registry;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Loopback;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.image.Defaults;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a registry is asked.
 *
 * @param base scheme, host and port
 * @param credentialsFor the registry whose login may be shown there, as in {@link RegistryName#registry()}
 */
record Endpoint(URI base, String credentialsFor) {

    /** Finds out by asking, without a login, where plain HTTP is allowed; else it is HTTPS. */
    static Endpoint of(RegistryName name, RegistryOptions options) {
        Defaults defaults = Defaults.of(options.environment());
        boolean hub = name.registry().equals(Defaults.REGISTRY);
        String host = hub ? defaults.hub() : name.registry();
        // A mirror that stands in for the public hub gets its own login, never the hub's.
        String credentialsFor = hub && defaults.isPublicHub() ? Defaults.REGISTRY : host;
        URI https = address("https", host);
        URI http = address("http", host);
        boolean plainAllowed = options.plainHttp() || Loopback.isLoopback(http);
        return new Endpoint(plainAllowed && speaksPlainHttp(http, options) ? http : https, credentialsFor);
    }

    private static URI address(String scheme, String host) {
        try {
            return new URI(scheme, host, null, null, null).parseServerAuthority();
        } catch (URISyntaxException e) {
            throw new PlimsollException(
                    ErrorCode.USAGE,
                    "'" + SafeText.oneLine(host, 200) + "' is no host and port of a registry; check the name and "
                            + Defaults.HUB_VARIABLE,
                    e);
        }
    }

    URI resolve(String path) {
        return URI.create(base + path);
    }

    /** Whether an address is this endpoint's, and not one that it redirected to. */
    boolean isSource(URI uri) {
        return base.getScheme().equals(uri.getScheme())
                && base.getRawAuthority().equals(uri.getRawAuthority());
    }

    private static boolean speaksPlainHttp(URI http, RegistryOptions options) {
        HttpFetcher.Request ping = HttpFetcher.Request.get(URI.create(http + "/v2/"));
        try (HttpFetcher.Response response =
                options.fetcher().send(options.plainHttp() ? ping.allowingPlainHttp() : ping)) {
            // 400 is how servers that want TLS answer plain HTTP.
            return response.status() != 400 && "http".equals(response.uri().getScheme());
        } catch (PlimsollException e) {
            if (e.code() == ErrorCode.NETWORK) {
                return false;
            }
            throw e;
        }
    }
}
