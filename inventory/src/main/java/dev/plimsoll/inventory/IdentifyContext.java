package dev.plimsoll.inventory;

import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.Progress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@link Identifies} may use.
 *
 * @param fetcher the network; refuses everything when offline
 * @param cache directory for answers, by hash; may not exist yet. An ecosystem keeps to a sub-directory of its {@link Ecosystem#id()}
 * @param settings what the user set, by {@code ECOSYSTEM.NAME} such as {@code java.repository}; defaults hold for what is not there
 * @param limits bounds for what is fetched
 * @param clock what time it is; answers that can change are kept for a while only
 * @param progress who is told
 */
public record IdentifyContext(
        HttpFetcher fetcher,
        Path cache,
        Map<String, String> settings,
        Limits limits,
        InstantSource clock,
        Progress progress) {
    public IdentifyContext {
        Objects.requireNonNull(fetcher, "fetcher is null");
        Objects.requireNonNull(cache, "cache is null");
        Objects.requireNonNull(limits, "limits is null");
        Objects.requireNonNull(clock, "clock is null");
        Objects.requireNonNull(progress, "progress is null");
        settings = Map.copyOf(settings);
    }

    /** A setting, if the user made it. */
    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }
}
