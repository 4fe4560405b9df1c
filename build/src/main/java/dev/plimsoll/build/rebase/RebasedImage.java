package dev.plimsoll.build.rebase;

import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.write.WrittenImage;
import java.util.Map;
import java.util.function.Supplier;

/**
 * An image on a new base.
 *
 * @param proved what was done, and the scans that prove it
 * @param documents makes SBOMs, provenance and an OpenVEX document, by the names of files to hold them
 * @param reference where it was written
 * @param written its digests and layers
 */
public record RebasedImage(
        ProvedRebase proved, Supplier<Map<String, byte[]>> documents, ImageReference reference, WrittenImage written) {}
