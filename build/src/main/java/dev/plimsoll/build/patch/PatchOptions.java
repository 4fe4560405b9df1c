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
 * @param engine whether the container engine runs scripts whose work is not known; empty for none, so that nothing is run
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
        LibrarySigners signers,
        Optional<EngineRuns> engine) {
    public PatchOptions {
        Objects.requireNonNull(image, "image is null");
        Objects.requireNonNull(mavenRepository, "mavenRepository is null");
        Objects.requireNonNull(compression, "compression is null");
        Objects.requireNonNull(signers, "signers is null");
        Objects.requireNonNull(engine, "engine is null");
        to = Map.copyOf(to);
        onlyPackages = Set.copyOf(onlyPackages);
        onlyFlaws = Set.copyOf(onlyFlaws);
        onlySeverities = Set.copyOf(onlySeverities);
    }

    /** Everything that can be upgraded, unless the builder is told otherwise. */
    public static Builder builder(ImageReference image) {
        return new Builder(image);
    }

    /** The same, where nothing is to be run yet. */
    PatchOptions asPlan() {
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
                signers,
                engine.map(EngineRuns::asPlan));
    }

    /** Whether only a part is to be upgraded. */
    boolean isPart() {
        return !onlyPackages.isEmpty() || !onlyFlaws.isEmpty() || !onlySeverities.isEmpty();
    }

    /** Collects {@link PatchOptions}, each as it is described there. */
    public static final class Builder {
        private final ImageReference image;
        private Optional<Platform> platform = Optional.empty();
        private Optional<String> ref = Optional.empty();
        private Set<String> onlyPackages = Set.of();
        private Set<String> onlyFlaws = Set.of();
        private Set<Severity> onlySeverities = Set.of();
        private Map<String, String> to = Map.of();
        private URI mavenRepository = Defaults.MAVEN_REPOSITORY;
        private LayerCompression compression = LayerCompression.GZIP;
        private boolean plainHttp;
        private boolean squash;
        private LibrarySigners signers = LibrarySigners.NONE;
        private Optional<EngineRuns> engine = Optional.empty();

        private Builder(ImageReference image) {
            this.image = image;
        }

        /** The default is this machine's, or the only one, or each. */
        public Builder platform(Platform newPlatform) {
            this.platform = Optional.of(newPlatform);
            return this;
        }

        public Builder ref(String newRef) {
            this.ref = Optional.of(newRef);
            return this;
        }

        public Builder onlyPackages(Set<String> names) {
            this.onlyPackages = names;
            return this;
        }

        public Builder onlyFlaws(Set<String> ids) {
            this.onlyFlaws = ids;
            return this;
        }

        public Builder onlySeverities(Set<Severity> severities) {
            this.onlySeverities = severities;
            return this;
        }

        /** The default is the nearest fixed version of each. */
        public Builder to(Map<String, String> versions) {
            this.to = versions;
            return this;
        }

        /** The default is Maven Central. */
        public Builder mavenRepository(URI repository) {
            this.mavenRepository = repository;
            return this;
        }

        /** The default is gzip. */
        public Builder compression(LayerCompression newCompression) {
            this.compression = newCompression;
            return this;
        }

        public Builder plainHttp(boolean newPlainHttp) {
            this.plainHttp = newPlainHttp;
            return this;
        }

        public Builder squash(boolean newSquash) {
            this.squash = newSquash;
            return this;
        }

        /**
         * Keys of which one must have signed a new version of a Java library; the default is none, and checksums do.
         *
         * @param settings each {@code GROUP=FILE}, for libraries of a group and of the groups below it, or {@code FILE} for all others;
         *     files of OpenPGP public keys
         * @throws PlimsollException FILE_ACCESS if a file can't be read; USAGE if it has no key
         */
        public Builder mavenKeys(List<String> settings) {
            this.signers = LibrarySigners.read(settings);
            return this;
        }

        /** The default is that nothing is run. */
        public Builder engine(EngineRuns runs) {
            this.engine = Optional.of(runs);
            return this;
        }

        /** Options of these parts. */
        public PatchOptions build() {
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
                    signers,
                    engine);
        }
    }
}
