package dev.plimsoll.image.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Loopback;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.base.SafeText;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Gets an access token for one repository from the service that a Bearer challenge names.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">Token authentication</a>
 * @see <a href="https://distribution.github.io/distribution/spec/auth/oauth/">OAuth2 token authentication</a>
 */
final class TokenService {
    private final RegistryName name;
    private final Endpoint endpoint;
    private final Repository.Access access;
    private final RegistryOptions options;
    private final RegistryFailures failures;

    TokenService(
            RegistryName name,
            Endpoint endpoint,
            Repository.Access access,
            RegistryOptions options,
            RegistryFailures failures) {
        this.name = name;
        this.endpoint = endpoint;
        this.access = access;
        this.options = options;
        this.failures = failures;
    }

    /** Value of an {@code Authorization} header. */
    String authorize(Challenge challenge, Login login, String what) {
        HttpFetcher.Request request = request(realm(challenge), challenge, login);
        HttpFetcher.Response response =
                options.fetcher().send(options.plainHttp() ? request.allowingPlainHttp() : request);
        if (response.status() != 200) {
            throw failures.ofTokenService(response, what, login);
        }
        try (response) {
            return "Bearer " + token(response);
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.NETWORK,
                    "could not log in to " + name.registry() + ": the answer of its token service at "
                            + SafeText.place(response.uri()) + " is of no use: "
                            + SafeText.oneLine(String.valueOf(e.getMessage()), 200),
                    e);
        }
    }

    private HttpFetcher.Request request(URI realm, Challenge challenge, Login login) {
        String service = challenge.parameter("service");
        String scope = scope(challenge);
        if (login.credentials().orElse(null) instanceof Credentials.IdentityToken identity) {
            return HttpFetcher.Request.post(
                    realm,
                    Map.of(
                            "grant_type",
                            "refresh_token",
                            "service",
                            service,
                            "client_id",
                            "plimsoll",
                            "scope",
                            scope,
                            "refresh_token",
                            identity.token()));
        }
        String separator = realm.getRawQuery() == null ? "?" : "&";
        String query = (service.isEmpty() ? "" : "service=" + encode(service) + "&") + "scope=" + encode(scope);
        HttpFetcher.Request request = HttpFetcher.Request.get(URI.create(realm + separator + query));
        return login.credentials().orElse(null) instanceof Credentials.Password password
                ? request.withHeader("Authorization", password.basic())
                : request;
    }

    /** To use this repository is all we ask for, whatever the challenge proposes; a scope of a kind of its own is the registry's affair. */
    private String scope(Challenge challenge) {
        String proposed = challenge.parameter("scope");
        return proposed.isEmpty() || proposed.startsWith("repository:")
                ? "repository:" + name.repository() + (access == Repository.Access.PUSH ? ":pull,push" : ":pull")
                : proposed;
    }

    private URI realm(Challenge challenge) {
        URI realm;
        try {
            realm = new URI(challenge.parameter("realm"));
        } catch (java.net.URISyntaxException e) {
            throw unusable(challenge, "is not an address");
        }
        boolean loopback = Loopback.isLoopback(realm) && Loopback.isLoopback(endpoint.base());
        boolean plain = "http".equalsIgnoreCase(realm.getScheme()) && (loopback || options.plainHttp());
        if (realm.getHost() == null
                || realm.getRawFragment() != null
                || !plain && !"https".equalsIgnoreCase(realm.getScheme())) {
            throw unusable(challenge, "is not an https address");
        }
        return realm;
    }

    private PlimsollException unusable(Challenge challenge, String why) {
        return new PlimsollException(
                ErrorCode.NETWORK,
                "could not log in to " + name.registry() + ": the token service it names, '"
                        + SafeText.oneLine(challenge.parameter("realm"), 200) + "', " + why);
    }

    private String token(HttpFetcher.Response response) throws IOException {
        JsonNode json = SafeJson.within(options.limits()).readTree(response.body(), "the token");
        String token = json.path("token").asText("");
        token = token.isEmpty() ? json.path("access_token").asText("") : token;
        boolean usable = !token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!usable) {
            throw new IOException("it holds no token");
        }
        return token;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
