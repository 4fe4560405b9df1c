package dev.plimsoll.image.write;

import dev.plimsoll.image.Platform;
import dev.plimsoll.image.RunConfig;
import dev.plimsoll.image.StoredImage;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An image to be written. The same one gives the same bytes on every machine.
 *
 * @param name with tag, such as {@code plimsoll/redis:latest}; may be empty
 * @param platform what it runs on
 * @param run how it asks to be run
 * @param labels of its configuration, sorted
 * @param created stated as its date; whole seconds count
 * @param author who answers for it; may be empty
 * @param layers lowest first
 * @param annotations of its manifest, sorted
 * @param attachments documents about it
 * @param base what it stands on, whose layers lie below and whose configuration is taken over as it is, but for date, labels and
 *     history, which {@code created}, {@code labels} and {@code layers} add to; {@code run} and {@code author} do not count then
 */
public record NewImage(
        String name,
        Platform platform,
        RunConfig run,
        Map<String, String> labels,
        Instant created,
        String author,
        List<LayerContent> layers,
        Map<String, String> annotations,
        List<Attachment> attachments,
        Optional<StoredImage> base) {
    public NewImage {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
        layers = List.copyOf(layers);
        attachments = List.copyOf(attachments);
    }

    /** One that stands on nothing. */
    public NewImage(
            String name,
            Platform platform,
            RunConfig run,
            Map<String, String> labels,
            Instant created,
            String author,
            List<LayerContent> layers,
            Map<String, String> annotations,
            List<Attachment> attachments) {
        this(name, platform, run, labels, created, author, layers, annotations, attachments, Optional.empty());
    }

    /** The same under another name. */
    public NewImage withName(String newName) {
        return new NewImage(newName, platform, run, labels, created, author, layers, annotations, attachments, base);
    }

    /** The same with other documents about it. */
    public NewImage withAttachments(List<Attachment> newAttachments) {
        return new NewImage(name, platform, run, labels, created, author, layers, annotations, newAttachments, base);
    }
}
