package dev.plimsoll.image.oci;

import dev.plimsoll.base.Digest;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.RunConfig;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an image's configuration says, as far as it is needed. Internal to this module.
 *
 * @param platform if stated
 * @param diffIds digests of the uncompressed layers, lowest first; empty where the format states none (before Docker 1.10)
 * @param created if stated and readable
 * @param labels as stated
 * @param run how it asks to be run
 * @param history lowest first; may be empty
 */
public record ImageConfig(
        Optional<Platform> platform,
        List<Digest> diffIds,
        Optional<Instant> created,
        Map<String, String> labels,
        RunConfig run,
        List<ImageInfo.History> history) {
    public ImageConfig {
        diffIds = List.copyOf(diffIds);
        labels = Map.copyOf(labels);
        history = List.copyOf(history);
    }
}
