package dev.plimsoll.image.registry;

import dev.plimsoll.base.HttpFetcher;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the {@code Authorization} for one repository and renews it when the registry asks. Logins are looked for only when the
 * registry wants one, once. Safe for use by several threads.
 */
final class Authorizer {
    private final RegistryName name;
    private final Endpoint endpoint;
    private final RegistryOptions options;
    private final Repository.Access access;
    private final RegistryFailures failures;
    private String authorization = "";
    private @Nullable Login login;

    Authorizer(RegistryName name, Endpoint endpoint, Repository.Access access, RegistryOptions options) {
        this.name = name;
        this.endpoint = endpoint;
        this.access = access;
        this.options = options;
        this.failures = new RegistryFailures(name, endpoint);
    }

    /** Value of the header to send; empty for none. */
    synchronized String current() {
        return authorization;
    }

    /** What is known of the login so far. */
    synchronized Login login() {
        return login == null ? Login.NONE : login;
    }

    /**
     * Answers a challenge.
     *
     * @param refused what was sent; if another thread has something newer already, that is given
     * @param response of status 401; is closed
     */
    synchronized String renew(String refused, HttpFetcher.Response response, String what) {
        if (!authorization.equals(refused)) {
            response.close();
            return authorization;
        }
        List<Challenge> challenges = Challenge.parse(response.headers("WWW-Authenticate"));
        Optional<Challenge> bearer = Challenge.find(challenges, "bearer");
        Login found = findLogin();
        if (bearer.isPresent()) {
            response.close();
            authorization =
                    new TokenService(name, endpoint, access, options, failures).authorize(bearer.get(), found, what);
            return authorization;
        }
        boolean basic = Challenge.find(challenges, "basic").isPresent();
        if (basic
                && found.credentials().orElse(null) instanceof Credentials.Password password
                && !refused.equals(password.basic())) {
            response.close();
            authorization = password.basic();
            return authorization;
        }
        throw failures.of(response, Repository.Asked.NAME, what, found);
    }

    private Login findLogin() {
        if (login == null) {
            login = new DockerConfig(options.environment(), options.limits()).login(endpoint.credentialsFor());
        }
        return login;
    }
}
