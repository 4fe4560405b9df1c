package dev.plimsoll.image;

import dev.plimsoll.base.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an image says of itself, whatever form it came in.
 *
 * @param reference as the user wrote it
 * @param form where it was read from
 * @param digest digest of the manifest, if the form has one; verified
 * @param imageId digest of the configuration, if the form has one; verified
 * @param platform operating system and architecture, if stated
 * @param tags names the form gives the image, such as {@code app:1.2}
 * @param layers lowest first; a directory has one
 * @param created when it was made, if stated
 * @param labels of the configuration
 * @param run how it asks to be run; empty for what has no configuration (a directory, an SBOM)
 * @param history all history lines, lowest first, those of empty layers too
 * @param size bytes as stored, of all layers, or -1 if not known
 */
public record ImageInfo(
        ImageReference reference,
        Scheme form,
        Optional<Digest> digest,
        Optional<Digest> imageId,
        Optional<Platform> platform,
        List<String> tags,
        List<Layer> layers,
        Optional<Instant> created,
        Map<String, String> labels,
        Optional<RunConfig> run,
        List<History> history,
        long size) {

    /**
     * One line of an image's history.
     *
     * @param createdBy the command, or empty
     * @param created when, if stated
     * @param emptyLayer whether it made no layer
     */
    public record History(String createdBy, Optional<Instant> created, boolean emptyLayer) {}

    public ImageInfo {
        Objects.requireNonNull(reference, "reference is null");
        tags = List.copyOf(tags);
        layers = List.copyOf(layers);
        labels = Map.copyOf(labels);
        history = List.copyOf(history);
    }

    /** The first of its tags that is a name with a tag; an OCI layout may know a tag alone, which names no image. */
    public Optional<String> name() {
        return tags.stream().filter(tag -> tag.contains(":")).findFirst();
    }
}
