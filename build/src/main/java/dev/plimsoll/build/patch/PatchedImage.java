package dev.plimsoll.build.patch;

import dev.plimsoll.build.attest.MendedFlaw;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.scan.ScanResult;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * An image that was patched.
 *
 * @param plan what was done
 * @param before a scan of the image as it was
 * @param after a scan of the image as it is now
 * @param mended findings of the first scan that the patch mended
 * @param documents makes SBOMs, provenance and an OpenVEX document, by the names of files to hold them
 * @param reference where it was written
 * @param written its digests and layers
 */
public record PatchedImage(
        PatchPlan plan,
        ScanResult before,
        ScanResult after,
        List<MendedFlaw> mended,
        Supplier<Map<String, byte[]>> documents,
        ImageReference reference,
        WrittenImage written) {
    public PatchedImage {
        mended = List.copyOf(mended);
    }
}
