package dev.plimsoll.image;

import java.util.Map;

/**
 * The hosts this module asks when a user names none. Each can be set.
 *
 * @param hub host (and port) that serves images whose name begins with no registry
 */
public record Defaults(String hub) {
    /** The registry that a name without one means, as it stands in names. */
    public static final String REGISTRY = "docker.io";

    /** Where Docker keeps the credentials for {@link #REGISTRY}, for historical reasons. */
    public static final String REGISTRY_CREDENTIALS = "https://index.docker.io/v1/";

    /** The environment variable that sets {@link #hub()}: a mirror, for example. */
    public static final String HUB_VARIABLE = "PLIMSOLL_DOCKER_HUB";

    private static final String HUB = "registry-1.docker.io";

    /** The defaults in an environment. */
    public static Defaults of(Map<String, String> environment) {
        String hub = environment.getOrDefault(HUB_VARIABLE, "").strip();
        return new Defaults(hub.isEmpty() ? HUB : hub);
    }

    /** Whether {@link #hub()} is the public one, which {@link #REGISTRY}'s credentials are for. */
    public boolean isPublicHub() {
        return hub.equals(HUB);
    }
}
