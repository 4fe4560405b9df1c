package dev.plimsoll.image.registry;

import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * One repository of a registry, asked with the login that it wants. Safe for use by several threads. Internal to this module.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">Distribution spec</a>
 */
public final class Repository {
    private final RegistryName name;
    private final RegistryOptions options;
    private final Endpoint endpoint;
    private final Authorizer authorizer;
    private final RegistryFailures failures;

    /** What is asked for when something goes wrong. */
    public enum Asked {
        /** What the user named. */
        NAME,
        /** What that names in turn. */
        PART,
        /** To keep something. */
        PUSH
    }

    /** What tokens are asked for. */
    public enum Access {
        PULL,
        /** Which implies to read. */
        PUSH
    }

    /** Finds out whether it speaks TLS, where it need not. */
    public Repository(RegistryName name, Access access, RegistryOptions options) {
        this.name = name;
        this.options = options;
        this.endpoint = Endpoint.of(name, options);
        this.authorizer = new Authorizer(name, endpoint, access, options);
        this.failures = new RegistryFailures(name, endpoint);
    }

    /** Its name. */
    public RegistryName name() {
        return name;
    }

    /** The network. */
    public HttpFetcher fetcher() {
        return options.fetcher();
    }

    /** The address of {@code manifests/latest} and its like. */
    public URI resolve(String path) {
        return endpoint.resolve("/v2/" + name.repository() + "/" + path);
    }

    /** Gets something; whatever the status. */
    public HttpFetcher.Response get(String path, Map<String, String> headers, String what) {
        return send(HttpFetcher.Request.get(resolve(path)).withHeaders(headers), what);
    }

    /**
     * Sends a request, with a login if the registry wants one; a second refusal is an answer. Only the registry itself is shown the
     * login, no other host that the request is for or is redirected to.
     *
     * @param what is asked for, for messages
     * @throws PlimsollException as {@link HttpFetcher#send}; ACCESS_DENIED if no login can be had
     */
    public HttpFetcher.Response send(HttpFetcher.Request request, String what) {
        if (!endpoint.isSource(request.uri())) {
            return sendOnce(request, "");
        }
        String authorization = authorizer.current();
        HttpFetcher.Response response = sendOnce(request, authorization);
        if (response.status() == 401 && endpoint.isSource(response.uri())) {
            return sendOnce(request, authorizer.renew(authorization, response, what));
        }
        return response;
    }

    /** The error for an answer that does not help, which is closed. */
    public PlimsollException failure(HttpFetcher.Response response, Asked asked, String what) {
        return failures.of(response, asked, what, authorizer.login());
    }

    private HttpFetcher.Response sendOnce(HttpFetcher.Request request, String authorization) {
        Map<String, String> all = new HashMap<>(request.headers());
        if (!authorization.isEmpty()) {
            all.put("Authorization", authorization);
        }
        HttpFetcher.Request whole = request.withHeaders(all);
        return options.fetcher().send(options.plainHttp() ? whole.allowingPlainHttp() : whole);
    }
}
