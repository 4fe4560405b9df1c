package dev.plimsoll.image.registry;

import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import java.util.Map;
import java.util.Objects;

/**
 * How a registry is asked. Internal to this module.
 *
 * @param plainHttp whether one that is not on loopback may be asked without TLS
 * @param environment the process's: DOCKER_CONFIG, HOME, PATH for credential helpers, and what {@link dev.plimsoll.image.Defaults} knows
 * @param limits bounds of what it says
 * @param fetcher the network
 */
public record RegistryOptions(boolean plainHttp, Map<String, String> environment, Limits limits, HttpFetcher fetcher) {
    public RegistryOptions {
        environment = Map.copyOf(environment);
        Objects.requireNonNull(limits, "limits is null");
        Objects.requireNonNull(fetcher, "fetcher is null");
    }
}
