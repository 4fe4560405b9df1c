package dev.plimsoll.build;

import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.write.LayerCompression;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How one image is built.
 *
 * @param platform for which
 * @param target where it is written
 * @param compression of its layers
 * @param lockUse what is done with the lock file
 * @param lockFile where that lies
 * @param snapshots whether locked files that have left the mirror are fetched from the snapshot archive
 * @param plainHttp whether a registry that is not on loopback may be asked without TLS
 * @param revision of the source that the files come from, for the label; empty for none
 */
public record BuildOptions(
        Platform platform,
        ImageReference target,
        LayerCompression compression,
        LockUse lockUse,
        Path lockFile,
        boolean snapshots,
        boolean plainHttp,
        Optional<String> revision) {
    /** What is done with a lock file. */
    public enum LockUse {
        /** Build from it if it is there. */
        READ,
        /** Ask the archive, and write what was chosen. */
        WRITE,
        /** Ask the archive, whatever the file says. */
        IGNORE
    }

    public BuildOptions {
        Objects.requireNonNull(platform, "platform is null");
        Objects.requireNonNull(target, "target is null");
        Objects.requireNonNull(compression, "compression is null");
        Objects.requireNonNull(lockUse, "lockUse is null");
        Objects.requireNonNull(lockFile, "lockFile is null");
    }
}
