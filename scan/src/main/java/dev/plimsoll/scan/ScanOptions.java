package dev.plimsoll.scan;

import dev.plimsoll.base.Limits;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.dockerfile.Dockerfile;
import dev.plimsoll.inventory.ReadAs;
import dev.plimsoll.inventory.TreeObserver;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How to scan one image.
 *
 * @param platform which of a multi-platform image; empty for this machine's, or the only one
 * @param ref which image of an archive that holds several
 * @param readAs whether a directory is read as a root or as a source tree; empty for what it looks like
 * @param crossMounts whether {@code fs://} enters local file systems mounted below the directory
 * @param plainHttp whether a registry may be asked without TLS
 * @param base the base image, if the user names it
 * @param resolveBase whether a base image that only a label names is looked up
 * @param identify whether pieces without a coordinate may be proved by asking outside
 * @param settings for ecosystems, such as {@code java.repository}
 * @param limits bounds
 * @param dockerfiles among which the image's own may be; which it is, its history decides
 * @param observers who else looks at the image's tree; never called for an SBOM
 */
public record ScanOptions(
        Optional<Platform> platform,
        Optional<String> ref,
        Optional<ReadAs> readAs,
        boolean crossMounts,
        boolean plainHttp,
        Optional<ImageReference> base,
        boolean resolveBase,
        boolean identify,
        Map<String, String> settings,
        Limits limits,
        List<Dockerfile> dockerfiles,
        List<TreeObserver> observers) {
    /** What no option says. */
    public static final ScanOptions DEFAULT = new ScanOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            Optional.empty(),
            false,
            true,
            Map.of(),
            Limits.DEFAULT,
            List.of(),
            List.of());

    public ScanOptions {
        Objects.requireNonNull(platform, "platform is null");
        Objects.requireNonNull(ref, "ref is null");
        Objects.requireNonNull(readAs, "readAs is null");
        Objects.requireNonNull(base, "base is null");
        settings = Map.copyOf(settings);
        dockerfiles = List.copyOf(dockerfiles);
        observers = List.copyOf(observers);
    }

    /** The same, with Dockerfiles among which the image's own may be. */
    public ScanOptions withDockerfiles(List<Dockerfile> files) {
        return new ScanOptions(
                platform,
                ref,
                readAs,
                crossMounts,
                plainHttp,
                base,
                resolveBase,
                identify,
                settings,
                limits,
                files,
                observers);
    }

    /** The same, of one platform. */
    public ScanOptions withPlatform(Platform newPlatform) {
        return new ScanOptions(
                Optional.of(newPlatform),
                ref,
                readAs,
                crossMounts,
                plainHttp,
                base,
                resolveBase,
                identify,
                settings,
                limits,
                dockerfiles,
                observers);
    }

    /** The same; a registry may be asked without TLS, or not. */
    public ScanOptions withPlainHttp(boolean allowed) {
        return new ScanOptions(
                platform,
                ref,
                readAs,
                crossMounts,
                allowed,
                base,
                resolveBase,
                identify,
                settings,
                limits,
                dockerfiles,
                observers);
    }

    /** The same; pieces without a coordinate may be proved by asking outside, or not. */
    public ScanOptions withIdentify(boolean allowed) {
        return new ScanOptions(
                platform,
                ref,
                readAs,
                crossMounts,
                plainHttp,
                base,
                resolveBase,
                allowed,
                settings,
                limits,
                dockerfiles,
                observers);
    }

    /** The same, with somebody who also looks at the tree. */
    public ScanOptions withObserver(TreeObserver observer) {
        return new ScanOptions(
                platform,
                ref,
                readAs,
                crossMounts,
                plainHttp,
                base,
                resolveBase,
                identify,
                settings,
                limits,
                dockerfiles,
                List.of(observer));
    }
}
