package dev.plimsoll.build.patch;

import dev.plimsoll.advisory.Severity;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.patch.java.LibrarySigners;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.write.LayerCompression;
import dev.plimsoll.inventory.Defaults;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How an image is patched. With no {@code only…} all is upgraded that can be; with several, what any of them names.
 *
 * @param image which; it is not changed
 * @param platform which of a multi-platform image; empty for this machine's, or the only one, or each of them
 * @param ref which image of an archive that holds several
 * @param onlyPackages names of the packages to upgrade, with what their new versions need
 * @param onlyFlaws ids or aliases of the flaws to mend
 * @param onlySeverities severities of the flaws to mend
 * @param to versions that Java libraries are to get, by their name: {@code artifact} or {@code group:artifact}
 * @param mavenRepository where new versions of Java libraries come from
 * @param compression of the new layer, where the target has a choice
 * @param plainHttp whether a registry that is not on loopback may be asked without TLS
 * @param squash whether the result has a single layer
 * @param signers whose signatures new versions of Java libraries must have
 */
public record PatchOptions(
        ImageReference image,
        Optional<Platform> platform,
        Optional<String> ref,
        Set<String> onlyPackages,
        Set<String> onlyFlaws,
        Set<Severity> onlySeverities,
        Map<String, String> to,
        URI mavenRepository,
        LayerCompression compression,
        boolean plainHttp,
        boolean squash,
        LibrarySigners signers) {
    public PatchOptions {
        Objects.requireNonNull(image, "image is null");
        Objects.requireNonNull(mavenRepository, "mavenRepository is null");
        Objects.requireNonNull(compression, "compression is null");
        Objects.requireNonNull(signers, "signers is null");
        to = Map.copyOf(to);
        onlyPackages = Set.copyOf(onlyPackages);
        onlyFlaws = Set.copyOf(onlyFlaws);
        onlySeverities = Set.copyOf(onlySeverities);
    }

    /** With layers as they are, and without pinned keys. */
    public PatchOptions(
            ImageReference image,
            Optional<Platform> platform,
            Optional<String> ref,
            Set<String> onlyPackages,
            Set<String> onlyFlaws,
            Set<Severity> onlySeverities,
            Map<String, String> to,
            URI mavenRepository,
            LayerCompression compression,
            boolean plainHttp) {
        this(
                image,
                platform,
                ref,
                onlyPackages,
                onlyFlaws,
                onlySeverities,
                to,
                mavenRepository,
                compression,
                plainHttp,
                false,
                LibrarySigners.NONE);
    }

    /** Everything that can be upgraded. */
    public static PatchOptions of(ImageReference image) {
        return new PatchOptions(
                image,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                Set.of(),
                Map.of(),
                Defaults.MAVEN_REPOSITORY,
                LayerCompression.GZIP,
                false);
    }

    /**
     * The same with keys of which one must have signed a new version of a Java library.
     *
     * @param settings each {@code GROUP=FILE}, for libraries of a group and of the groups below it, or {@code FILE} for all others; files
     *     of OpenPGP public keys
     * @throws PlimsollException FILE_ACCESS if a file can't be read; USAGE if it has no key
     */
    public PatchOptions withMavenKeys(List<String> settings) {
        return new PatchOptions(
                image,
                platform,
                ref,
                onlyPackages,
                onlyFlaws,
                onlySeverities,
                to,
                mavenRepository,
                compression,
                plainHttp,
                squash,
                LibrarySigners.read(settings));
    }

    /** The same; the result has a single layer, or not. */
    public PatchOptions withSquash(boolean newSquash) {
        return new PatchOptions(
                image,
                platform,
                ref,
                onlyPackages,
                onlyFlaws,
                onlySeverities,
                to,
                mavenRepository,
                compression,
                plainHttp,
                newSquash,
                signers);
    }

    /** Whether only a part is to be upgraded. */
    boolean isPart() {
        return !onlyPackages.isEmpty() || !onlyFlaws.isEmpty() || !onlySeverities.isEmpty();
    }
}
