package dev.plimsoll.build.patch;

import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.scan.ScanResult;

/**
 * An image that was patched.
 *
 * @param plan what was done
 * @param before a scan of the image as it was
 * @param after a scan of the image as it is now
 * @param reference where it was written
 * @param written its digests and layers
 */
public record PatchedImage(
        PatchPlan plan, ScanResult before, ScanResult after, ImageReference reference, WrittenImage written) {}
