package dev.plimsoll.image.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.Defaults;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The logins of {@code docker login}, as an engine wants them that fetches images for somebody: in headers, for the registries of these
 * images only. For one thread.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#section/Authentication">Engine API, authentication</a>
 */
public final class EngineLogins {
    /** Goes with a request to fetch an image. */
    public static final String FOR_ONE = "X-Registry-Auth";

    /** Goes with a request to build. */
    public static final String FOR_BUILD = "X-Registry-Config";

    private final DockerConfig config;
    private final Consumer<String> notes;

    /**
     * @param environment tells where Docker's configuration is
     * @param notes gets a line for a login that could not be read; nothing secret is in it
     */
    public EngineLogins(Map<String, String> environment, Limits limits, Consumer<String> notes) {
        this.config = new DockerConfig(environment, limits);
        this.notes = notes;
    }

    /**
     * The value of {@link #FOR_ONE}; empty if there is no login.
     *
     * @throws PlimsollException USAGE, FILE_ACCESS if Docker's configuration can't be read
     */
    public Optional<String> forImage(RegistryName image) {
        return login(image.registry()).map(EngineLogins::encoded);
    }

    /**
     * The value of {@link #FOR_BUILD}; empty if there is no login for any of them.
     *
     * @throws PlimsollException USAGE, FILE_ACCESS if Docker's configuration can't be read
     */
    public Optional<String> forImages(Collection<RegistryName> images) {
        Map<String, ObjectNode> logins = new TreeMap<>();
        images.stream()
                .map(RegistryName::registry)
                .distinct()
                .forEach(registry -> login(registry).ifPresent(login -> logins.put(address(registry), login)));
        return logins.isEmpty()
                ? Optional.empty()
                : Optional.of(encoded(JsonNodeFactory.instance.objectNode().setAll(logins)));
    }

    private Optional<ObjectNode> login(String registry) {
        Login login = config.login(registry);
        if (!login.trouble().isEmpty()) {
            notes.accept(login.trouble());
        }
        return login.credentials().map(credentials -> {
            ObjectNode object = JsonNodeFactory.instance.objectNode().put("serveraddress", address(registry));
            if (credentials instanceof Credentials.Password password) {
                return object.put("username", password.user()).put("password", password.password());
            }
            return object.put("identitytoken", ((Credentials.IdentityToken) credentials).token());
        });
    }

    private static String address(String registry) {
        return registry.equals(Defaults.REGISTRY) ? Defaults.REGISTRY_CREDENTIALS : registry;
    }

    private static String encoded(Object json) {
        return Base64.getUrlEncoder().encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
