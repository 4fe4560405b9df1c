package dev.plimsoll.image.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.MalformedJsonException;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.image.Defaults;
import dev.plimsoll.image.DockerDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The logins in Docker's {@code config.json}, in the directory {@code DOCKER_CONFIG} or {@code ~/.docker}.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/login/#credential-stores">Docker, credential stores</a>
 */
final class DockerConfig {
    private static final Duration HELPER_TIMEOUT = Duration.ofSeconds(30);

    private final Map<String, String> environment;
    private final Limits limits;

    DockerConfig(Map<String, String> environment, Limits limits) {
        this.environment = environment;
        this.limits = limits;
    }

    /**
     * The login for a registry: from the helper that is named for it, else from the store for all, else from the file itself.
     *
     * @param registry as in {@link RegistryName#registry()}
     * @throws PlimsollException USAGE if the file is malformed
     */
    Login login(String registry) {
        Optional<Path> file = DockerDirectory.config(environment);
        Optional<JsonNode> config = file.isEmpty() ? Optional.empty() : read(file.get());
        if (config.isEmpty()) {
            return Login.NONE;
        }
        List<String> keys = keys(registry);
        Optional<String> helper = helper(config.get(), keys);
        Login kept = Login.NONE;
        if (helper.isPresent()) {
            kept = new CredentialHelper(helper.get(), environment, HELPER_TIMEOUT).get(keys.get(0));
            if (kept.credentials().isPresent()) {
                return kept;
            }
        }
        Login written = written(config.get().path("auths"), keys, file.get());
        return written.credentials().isPresent() || kept.trouble().isEmpty() ? written : kept;
    }

    private Optional<JsonNode> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = BoundedInput.readAll(in, limits.jsonBytes(), file.toString());
            return Optional.of(SafeJson.within(limits).readTree(content, file.toString()));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (MalformedJsonException e) {
            throw new PlimsollException(ErrorCode.USAGE, e.getMessage() + "; correct it or set DOCKER_CONFIG", e);
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS, "could not read the registry logins in " + file + ": " + e.getMessage(), e);
        }
    }

    /** The names under which a registry's login may be kept; the first is the one Docker itself writes. */
    private static List<String> keys(String registry) {
        return registry.equals(Defaults.REGISTRY)
                ? List.of(Defaults.REGISTRY_CREDENTIALS, Defaults.REGISTRY, "index." + Defaults.REGISTRY)
                : List.of(registry);
    }

    private static Optional<String> helper(JsonNode config, List<String> keys) {
        for (String key : keys) {
            String named = config.path("credHelpers").path(key).asText("");
            if (!named.isEmpty()) {
                return Optional.of(named);
            }
        }
        String store = config.path("credsStore").asText("");
        return store.isEmpty() ? Optional.empty() : Optional.of(store);
    }

    private static Login written(JsonNode logins, List<String> keys, Path file) {
        for (String key : keys) {
            if (logins.path(key).isObject()) {
                return login(logins.path(key), key, file);
            }
        }
        // Older tools wrote https://HOST/v1/ and the like.
        for (Map.Entry<String, JsonNode> entry : logins.properties()) {
            if (keys.contains(host(entry.getKey())) && entry.getValue().isObject()) {
                return login(entry.getValue(), entry.getKey(), file);
            }
        }
        return Login.NONE;
    }

    private static String host(String key) {
        String host = key.toLowerCase(Locale.ROOT);
        int scheme = host.indexOf("://");
        host = scheme < 0 ? host : host.substring(scheme + 3);
        int slash = host.indexOf('/');
        return slash < 0 ? host : host.substring(0, slash);
    }

    private static Login login(JsonNode entry, String key, Path file) {
        String identityToken = entry.path("identitytoken").asText("");
        if (!identityToken.isEmpty()) {
            return Login.of(new Credentials.IdentityToken(identityToken));
        }
        String auth = entry.path("auth").asText("");
        if (auth.isEmpty()) {
            String user = entry.path("username").asText("");
            return user.isEmpty()
                    ? Login.NONE
                    : Login.of(new Credentials.Password(
                            user, entry.path("password").asText("")));
        }
        return decode(auth)
                .map(Login::of)
                .orElseGet(() ->
                        Login.trouble("the login for " + key + " in " + file + " is not the base64 of user:password"));
    }

    private static Optional<Credentials> decode(String auth) {
        String decoded;
        try {
            decoded = new String(Base64.getDecoder().decode(auth.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int colon = decoded.indexOf(':');
        if (colon <= 0) {
            return Optional.empty();
        }
        String password = decoded.substring(colon + 1);
        int end = password.length();
        // Some versions of Docker padded passwords with zero bytes.
        while (end > 0 && password.charAt(end - 1) == 0) {
            end--;
        }
        return Optional.of(new Credentials.Password(decoded.substring(0, colon), password.substring(0, end)));
    }
}
