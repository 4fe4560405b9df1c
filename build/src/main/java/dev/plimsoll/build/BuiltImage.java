package dev.plimsoll.build;

import dev.plimsoll.build.lock.Lock;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.image.write.WrittenLayer;
import java.util.List;

/**
 * An image that was built.
 *
 * @param name with tag
 * @param platform for which
 * @param reference where it was written
 * @param written its digests and layers
 * @param lock what it was built of
 * @param fromLock whether a lock file decided that
 * @param packages how many are in it
 * @param omitted how many were resolved and left out
 * @param notes what was let through because the user allowed it, such as an expired Release, and what was done otherwise than
 *     packages ask for
 */
public record BuiltImage(
        String name,
        Platform platform,
        ImageReference reference,
        WrittenImage written,
        Lock lock,
        boolean fromLock,
        int packages,
        int omitted,
        List<String> notes) {
    public BuiltImage {
        notes = List.copyOf(notes);
    }

    /** Bytes of the uncompressed layers, which the budget is about. */
    public long uncompressedSize() {
        return written.layers().stream()
                .mapToLong(WrittenLayer::uncompressedSize)
                .sum();
    }
}
