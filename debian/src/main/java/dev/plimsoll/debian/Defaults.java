package dev.plimsoll.debian;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** What is assumed of the archive unless {@link DebianOptions} say otherwise, in one place. */
final class Defaults {
    /** The distribution's public mirror. */
    static final URI MIRROR = URI.create("http://deb.debian.org/debian");

    /** Its security archive. */
    static final URI SECURITY_MIRROR = URI.create("http://deb.debian.org/debian-security");

    /** The way out of most that is wrong with one, for messages. */
    static final String ANOTHER_MIRROR = "another mirror (--debian-mirror, --debian-security-mirror)";

    /**
     * Where every state of the archive that ever was can be had: below it lie {@code debian/TIME/} and {@code debian-security/TIME/}.
     */
    static final URI SNAPSHOTS = URI.create("https://snapshot.debian.org/archive");

    /** Where the scanning machine's own apt keeps its sources. */
    static final String APT_DIRECTORY = "/etc/apt";

    /** Read first; the others only if something installed is not in it. */
    static final String MAIN_COMPONENT = "main";

    static final List<String> OTHER_COMPONENTS = List.of("contrib", "non-free-firmware", "non-free");

    /** Where a machine keeps the archive's public keys: files, and directories of such. */
    static final List<String> KEYRINGS = List.of(
            "/usr/share/keyrings/debian-archive-keyring.gpg",
            "/usr/share/keyrings/debian-archive-keyring.pgp",
            "/etc/apt/trusted.gpg.d");

    static final String KEYRING_PACKAGE = "debian-archive-keyring";

    /** How far a clock may be behind the archive's. */
    static final Duration CLOCK_SKEW = Duration.ofHours(24);

    static final int PARALLEL_DOWNLOADS = 6;

    /** Tries for one source package: a .deb whose changelog lies elsewhere costs one. */
    static final int DEBS_PER_SOURCE = 6;

    static final long RELEASE_BYTES = 16L << 20;
    static final long KEYRING_BYTES = 4L << 20;
    static final long INDEX_BYTES = 256L << 20;
    static final long INFLATED_INDEX_BYTES = 2L << 30;
    static final long DEB_BYTES = 4L << 30;
    static final long CHANGELOG_BYTES = 64L << 20;

    private Defaults() {}
}
