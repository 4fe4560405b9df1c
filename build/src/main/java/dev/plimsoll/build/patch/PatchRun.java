package dev.plimsoll.build.patch;

import dev.plimsoll.build.BuildTools;
import dev.plimsoll.build.attest.MendedDocuments;
import dev.plimsoll.build.attest.MendedFlaw;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.RunConfig;
import dev.plimsoll.image.target.ImageTargets;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.scan.ScanOptions;
import dev.plimsoll.scan.ScanResult;
import dev.plimsoll.scan.Scanner;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The patch of one image of one platform, up to the point where it is written. The image is read once. What it gives is readable until it
 * is closed.
 */
final class PatchRun implements AutoCloseable {
    private final BuildTools tools;
    private final Scanner scanner;
    private final PatchOptions options;
    private final ReadOnce image;
    private final PatchMaker maker;
    private final Squash squash;
    private final ScanResult before;
    private final PatchMaker.Patch patch;

    /**
     * Scans the image, and makes the patch.
     *
     * @param opened the image; closed with this, also where this can't be made
     * @param openOptions as it was opened
     */
    PatchRun(BuildTools tools, Scanner scanner, PatchOptions options, Image opened, OpenOptions openOptions)
            throws IOException {
        this.tools = tools;
        this.scanner = scanner;
        this.options = options;
        this.image = new ReadOnce(opened);
        this.maker = new PatchMaker(tools, scanner, options, openOptions);
        this.squash = new Squash(tools, options.compression(), openOptions.tempFiles());
        boolean made = false;
        try {
            this.before = scanner.scan(image, ScanOptions.DEFAULT.withPlainHttp(options.plainHttp()));
            this.patch = maker.make(image, before);
            made = true;
        } finally {
            if (!made) {
                close();
            }
        }
    }

    /** What is done to the image. */
    PatchPlan plan() {
        return patch.since();
    }

    /** Whether there is nothing to be done. */
    boolean isNothing() {
        return patch.since().changes().isEmpty();
    }

    /** What it is for; this machine's if the image does not say. */
    Platform platform() {
        return image.info().platform().orElse(Platform.ofMachine());
    }

    /**
     * The new image, proved.
     *
     * @param image to be written
     * @param plan what is done
     * @param before a scan of the image as it was
     * @param after a scan of the new one
     * @param mended what they prove
     * @param documents about it
     */
    record Proved(
            NewImage image,
            PatchPlan plan,
            ScanResult before,
            ScanResult after,
            List<MendedFlaw> mended,
            MendedDocuments documents) {
        /** Once it is written. */
        PatchedImage written(ImageReference target, WrittenImage written) {
            return new PatchedImage(plan, before, after, mended, () -> documents.files(written), target, written);
        }
    }

    /** Scans the new image before it is written: what should be gone is gone, nothing came that was not there. */
    Proved prove(ImageReference target) {
        ImageInfo info = image.info();
        ScanResult after = scanner.scan(new PatchedView(info, patch.below(), patch.files()), ScanOptions.DEFAULT);
        List<MendedFlaw> mended = new PatchProof().require(patch.since(), before, after);
        patch.former().ifPresent(former -> former.require(patch.since(), after));
        String name = ImageTargets.name(target).or(info::name).orElse("");
        MendedDocuments documents = new MendedDocuments(
                name, after, mended, PatchProvenance.of(patch.base(), patch.plan(), options, tools.version()));
        NewImage proved = patched(name).withAttachments(documents.attachments());
        return new Proved(proved, plan(), before, after, mended, documents);
    }

    private NewImage patched(String name) {
        ImageInfo info = image.info();
        // A platform of several for which there is nothing new has no layer.
        List<LayerContent> layers = patch.files().isEmpty()
                ? List.of()
                : List.of(new LayerContent(FormerPatch.history(patch.plan()), patch.files()));
        NewImage layered = new NewImage(
                name,
                platform(),
                info.run().orElse(RunConfig.NONE),
                PatchLabels.of(patch.base(), patch.plan()),
                patch.plan().date(),
                "",
                layers,
                PatchLabels.annotations(patch.base(), patch.plan()),
                List.of(),
                Optional.of(patch.ground()));
        return options.squash() && !layers.isEmpty()
                ? squash.squashed(layered, FormerPatch.squashed(patch.plan()))
                : layered;
    }

    @Override
    public void close() {
        squash.close();
        maker.close();
        image.close();
    }
}
