package dev.plimsoll.inventory.sbom;

import dev.plimsoll.base.Digest;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.Layer;
import dev.plimsoll.image.Platform;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an SBOM is about.
 *
 * @param name the image or directory, as its SBOM names it
 * @param digest of the image's manifest, else of its configuration
 * @param platform operating system and architecture, if stated
 * @param layers lowest first, with the history lines that made them; empty if the SBOM names none
 */
public record Subject(String name, Optional<Digest> digest, Optional<Platform> platform, List<Layer> layers) {
    public Subject {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(digest, "digest is null");
        Objects.requireNonNull(platform, "platform is null");
        layers = List.copyOf(layers);
    }

    /** An opened image as the subject of its SBOM. */
    public static Subject of(ImageInfo image) {
        return new Subject(
                image.reference().place(), image.digest().or(image::imageId), image.platform(), image.layers());
    }
}
