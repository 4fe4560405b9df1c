package dev.plimsoll.inventory.ecosystem.rpm;

import dev.plimsoll.inventory.Origin;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An installed package; what its header does not state is empty.
 *
 * @param name without version
 * @param epoch if it has one
 * @param version upstream's
 * @param release the packager's
 * @param architecture for example {@code x86_64}
 * @param sourceRpm file name of the source package, {@code glibc-2.34-2.cm2.src.rpm}
 * @param licence as stated
 * @param vendor who built it
 * @param modularityLabel {@code name:stream:version:context}
 */
record RpmPackage(
        String name,
        OptionalInt epoch,
        String version,
        String release,
        String architecture,
        String sourceRpm,
        String licence,
        String vendor,
        String modularityLabel) {

    static RpmPackage of(RpmHeader header) throws IOException {
        return new RpmPackage(
                header.string(RpmHeader.NAME),
                header.number(RpmHeader.EPOCH),
                header.string(RpmHeader.VERSION),
                header.string(RpmHeader.RELEASE),
                header.string(RpmHeader.ARCHITECTURE),
                header.string(RpmHeader.SOURCE_RPM),
                header.string(RpmHeader.LICENCE),
                header.string(RpmHeader.VENDOR),
                header.string(RpmHeader.MODULARITY_LABEL));
    }

    /** A key that the administrator trusts, which rpm keeps among the packages. */
    boolean isKey() {
        return name.equals("gpg-pubkey");
    }

    String versionRelease() {
        return release.isEmpty() ? version : version + "-" + release;
    }

    /** {@code 1:2.3-4}; an epoch of 0 is as good as none. */
    String fullVersion() {
        return withEpoch(versionRelease());
    }

    private String withEpoch(String rest) {
        return epoch.isPresent() && epoch.getAsInt() != 0
                ? Integer.toUnsignedString(epoch.getAsInt()) + ":" + rest
                : rest;
    }

    Optional<Origin> origin() {
        return origin(sourceRpm)
                .map(stated -> stated.version().equals(versionRelease())
                        // A file name has no epoch; a build gives all its packages the same unless they have versions
                        // of their own.
                        ? new Origin(stated.name(), withEpoch(stated.version()))
                        : stated);
    }

    /** The source package that a file name {@code NAME-VERSION-RELEASE.src.rpm} means. */
    static Optional<Origin> origin(String sourceRpm) {
        int end = sourceRpm.endsWith(".nosrc.rpm") ? sourceRpm.length() - 10 : sourceRpm.length() - 8;
        if (!sourceRpm.endsWith("src.rpm") || end <= 0) {
            return Optional.empty();
        }
        int release = sourceRpm.lastIndexOf('-', end - 1);
        int version = release <= 0 ? -1 : sourceRpm.lastIndexOf('-', release - 1);
        return version <= 0
                ? Optional.empty()
                : Optional.of(new Origin(sourceRpm.substring(0, version), sourceRpm.substring(version + 1, end)));
    }
}
