package dev.plimsoll.debian;

import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.debian.resolve.ArchivePackage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Fetches the packages that a lock names: no Release is asked, since the lock's hashes say all. Safe for use by several threads. */
public final class LockedPackages {
    private LockedPackages() {}

    /**
     * A fetched package.
     *
     * @param described as an index would describe it
     * @param file the {@code .deb} in the cache; do not change it
     */
    public record Fetched(ArchivePackage described, Path file) {}

    /**
     * @param locked when the lock was made; the snapshot of that time is asked
     * @param snapshots whether a package that has left the mirror may be had from the snapshot archive
     */
    public static LockedPackages open(
            DebianOptions options,
            Instant locked,
            boolean snapshots,
            HttpFetcher http,
            AppDirectories directories,
            Progress progress) {
        throw new UnsupportedOperationException("comes in the next push");
    }

    /** The same, with another snapshot archive: below this address lie {@code debian/TIME/} and {@code debian-security/TIME/}. */
    public LockedPackages withSnapshotArchive(URI address) {
        throw new UnsupportedOperationException();
    }

    /**
     * Brings the packages into the cache, in order.
     *
     * @throws PlimsollException FEED_UNTRUSTED if a file is not the locked one; NETWORK, naming all that can't be had any more
     */
    public List<Fetched> fetch(List<LockedPackage> packages) {
        throw new UnsupportedOperationException();
    }
}
