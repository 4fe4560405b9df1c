package dev.plimsoll.build.rebase;

import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.scan.ScanResult;

/**
 * An image on a new base.
 *
 * @param plan what was done
 * @param before a scan of the image as it was
 * @param after a scan of the image as it is now
 * @param reference where it was written
 * @param written its digests and layers
 */
public record RebasedImage(
        RebasePlan plan, ScanResult before, ScanResult after, ImageReference reference, WrittenImage written) {}
