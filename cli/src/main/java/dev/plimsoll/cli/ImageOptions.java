package dev.plimsoll.cli;

import dev.plimsoll.image.ImageReference;
import dev.plimsoll.scan.ScanOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which image, and how it is read. */
final class ImageOptions {
    @Parameters(paramLabel = "IMAGE", description = "What to scan, for example archive://app.tar or fs:///")
    @SuppressWarnings("NullAway.Init")
    private String image;

    @Mixin
    private final ReadOptions read = new ReadOptions();

    ImageReference reference() {
        return ImageReference.parse(image);
    }

    ScanOptions scanOptions(boolean resolveBase, boolean identify) {
        return read.scanOptions(resolveBase, identify);
    }
}
