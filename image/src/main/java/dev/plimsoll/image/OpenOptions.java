package dev.plimsoll.image;

import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import java.util.Map;
import java.util.Optional;

/**
 * How to open an image.
 *
 * @param platform which of a multi-platform image; empty for this machine's, or the only one there is
 * @param ref which image of an archive or layout that holds several: a tag, an annotation or a digest
 * @param crossMounts whether {@code fs://} enters local file systems mounted below the directory
 * @param plainHttp whether a registry that is not on loopback may be asked without TLS
 * @param environment the process's environment (DOCKER_CONFIG, DOCKER_HOST, HOME)
 * @param limits bounds
 * @param fetcher the network
 * @param tempFiles where contents that do not fit memory go
 * @param progress who is told
 * @param known what earlier runs read of layers, if that is kept
 */
public record OpenOptions(
        Optional<Platform> platform,
        Optional<String> ref,
        boolean crossMounts,
        boolean plainHttp,
        Map<String, String> environment,
        Limits limits,
        HttpFetcher fetcher,
        TempFiles tempFiles,
        Progress progress,
        Optional<KnownLayers> known) {
    public OpenOptions {
        environment = Map.copyOf(environment);
    }

    /** Defaults, with what has none. */
    public static OpenOptions of(Map<String, String> environment, HttpFetcher fetcher, TempFiles tempFiles) {
        return new OpenOptions(
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                environment,
                Limits.DEFAULT,
                fetcher,
                tempFiles,
                Progress.NONE,
                Optional.empty());
    }

    /** The same for an image of a platform. */
    public OpenOptions withPlatform(Platform newPlatform) {
        return new OpenOptions(
                Optional.of(newPlatform),
                ref,
                crossMounts,
                plainHttp,
                environment,
                limits,
                fetcher,
                tempFiles,
                progress,
                known);
    }
}
