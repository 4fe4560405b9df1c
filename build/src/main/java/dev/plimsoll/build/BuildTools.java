package dev.plimsoll.build;

import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Progress;
import dev.plimsoll.debian.DebianOptions;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;

/**
 * What builds work with.
 *
 * @param environment the process's environment
 * @param archive how the Debian archive is asked
 * @param fetcher the network; not closed by a build
 * @param directories where what was fetched is kept
 * @param clock what the time is: it decides whether a Release has expired, and gets into no image
 * @param progress who is told
 * @param version of the builder, for the provenance
 */
public record BuildTools(
        Map<String, String> environment,
        DebianOptions archive,
        HttpFetcher fetcher,
        AppDirectories directories,
        Clock clock,
        Progress progress,
        String version) {
    public BuildTools {
        environment = Map.copyOf(environment);
        Objects.requireNonNull(archive, "archive is null");
        Objects.requireNonNull(fetcher, "fetcher is null");
        Objects.requireNonNull(directories, "directories is null");
        Objects.requireNonNull(clock, "clock is null");
        Objects.requireNonNull(progress, "progress is null");
        Objects.requireNonNull(version, "version is null");
    }
}
