package dev.plimsoll.build;

import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.Seal;
import dev.plimsoll.base.SealedCache;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.unpack.KeptPackages;
import dev.plimsoll.build.unpack.Unpacking;
import dev.plimsoll.debian.DebianOptions;
import dev.plimsoll.image.KnownLayers;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.write.LayerCache;
import dev.plimsoll.image.write.LayerCompression;
import dev.plimsoll.image.write.WriteOptions;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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
    /** Some tens of images: their layers, compressed, are 10 to 40 MB. */
    private static final long CACHED_LAYER_BYTES = 1L << 30;

    /** Some thousand packages. */
    private static final long CACHED_PACKAGE_BYTES = 2L << 30;

    public BuildTools {
        environment = Map.copyOf(environment);
        Objects.requireNonNull(archive, "archive is null");
        Objects.requireNonNull(fetcher, "fetcher is null");
        Objects.requireNonNull(directories, "directories is null");
        Objects.requireNonNull(clock, "clock is null");
        Objects.requireNonNull(progress, "progress is null");
        Objects.requireNonNull(version, "version is null");
    }

    /**
     * How images are opened with these.
     *
     * @param platform which of several; empty for this machine's, or the only one
     * @param ref which image of an archive that holds several
     * @param plainHttp whether a registry that is not on loopback may be asked without TLS
     * @param tempFiles where contents that do not fit memory go
     */
    public OpenOptions openOptions(
            Optional<Platform> platform, Optional<String> ref, boolean plainHttp, TempFiles tempFiles) {
        return new OpenOptions(
                platform,
                ref,
                false,
                plainHttp,
                environment,
                Limits.DEFAULT,
                fetcher,
                tempFiles,
                progress,
                Optional.of(KnownLayers.of(directories, clock)));
    }

    /**
     * How images are written with these.
     *
     * @param compression of new layers, where the target has a choice
     * @param plainHttp whether a registry that is not on loopback may be asked without TLS
     * @param tempFiles for what is written aside
     */
    public WriteOptions writeOptions(LayerCompression compression, boolean plainHttp, TempFiles tempFiles) {
        LayerCache cache = new LayerCache(cache("layers", CACHED_LAYER_BYTES));
        return new WriteOptions(
                compression, plainHttp, environment, Limits.DEFAULT, fetcher, tempFiles, progress, Optional.of(cache));
    }

    /**
     * How packages are unpacked with these.
     *
     * @param tempFiles where contents lie
     */
    public Unpacking unpacking(TempFiles tempFiles) {
        return new Unpacking(tempFiles, Limits.DEFAULT, new KeptPackages(cache("packages", CACHED_PACKAGE_BYTES)));
    }

    private SealedCache cache(String name, long most) {
        return new SealedCache(directories.cache().resolve(name), most, Seal.of(directories), clock);
    }
}
