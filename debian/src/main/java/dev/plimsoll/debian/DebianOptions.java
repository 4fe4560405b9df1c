package dev.plimsoll.debian;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How the archive is asked.
 *
 * @param mirror base address of the archive ({@code http://deb.debian.org/debian}); empty: as the scanning machine's own apt
 *     sources say for the release in question, else the distribution's public mirror
 * @param securityMirror the same for the security archive ({@code http://deb.debian.org/debian-security})
 * @param suites names of the suites to judge by, such as {@code bookworm-security}; empty: the release, its {@code -updates} and
 *     its {@code -security}
 * @param allowExpired whether a Release past its {@code Valid-Until}, or older than one seen before, is accepted (for snapshots);
 *     the coverage says so
 * @param aptProxy an HTTP proxy for the archive only; empty: apt's own {@code Acquire::http::Proxy}, else the environment's
 * @param snapshotArchive where every former state of the archive can be had: below it lie {@code debian/TIME/} and
 *     {@code debian-security/TIME/}; asked only where that is allowed
 * @param aptDirectory where the machine's apt configuration lies, normally {@code /etc/apt}
 */
public record DebianOptions(
        Optional<URI> mirror,
        Optional<URI> securityMirror,
        List<String> suites,
        boolean allowExpired,
        Optional<URI> aptProxy,
        URI snapshotArchive,
        Path aptDirectory) {

    /** Everything as the scanning machine has it, else as the distribution publishes it; nothing expired. */
    public static final DebianOptions DEFAULT = new DebianOptions(
            Optional.empty(),
            Optional.empty(),
            List.of(),
            false,
            Optional.empty(),
            Defaults.SNAPSHOTS,
            Path.of(Defaults.APT_DIRECTORY));

    public DebianOptions {
        Objects.requireNonNull(mirror, "mirror is null");
        Objects.requireNonNull(securityMirror, "securityMirror is null");
        Objects.requireNonNull(aptProxy, "aptProxy is null");
        Objects.requireNonNull(snapshotArchive, "snapshotArchive is null");
        Objects.requireNonNull(aptDirectory, "aptDirectory is null");
        suites = List.copyOf(suites);
    }

    /** The same with other mirrors. */
    public DebianOptions withMirrors(URI newMirror, URI newSecurityMirror) {
        return new DebianOptions(
                Optional.of(newMirror),
                Optional.of(newSecurityMirror),
                suites,
                allowExpired,
                aptProxy,
                snapshotArchive,
                aptDirectory);
    }

    /** The same with exactly these suites. */
    public DebianOptions withSuites(List<String> newSuites) {
        return new DebianOptions(
                mirror, securityMirror, newSuites, allowExpired, aptProxy, snapshotArchive, aptDirectory);
    }

    /** The same, accepting expired and older Releases or not. */
    public DebianOptions withAllowExpired(boolean allow) {
        return new DebianOptions(mirror, securityMirror, suites, allow, aptProxy, snapshotArchive, aptDirectory);
    }

    /** The same with a proxy for the archive. */
    public DebianOptions withAptProxy(URI proxy) {
        return new DebianOptions(
                mirror, securityMirror, suites, allowExpired, Optional.of(proxy), snapshotArchive, aptDirectory);
    }

    /** The same with another archive of former states. */
    public DebianOptions withSnapshotArchive(URI address) {
        return new DebianOptions(mirror, securityMirror, suites, allowExpired, aptProxy, address, aptDirectory);
    }

    /** The same with another place for apt's configuration. */
    public DebianOptions withAptDirectory(Path directory) {
        return new DebianOptions(mirror, securityMirror, suites, allowExpired, aptProxy, snapshotArchive, directory);
    }
}
