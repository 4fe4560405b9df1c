package dev.plimsoll.build.patch;

import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.BuildTools;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.RunConfig;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.source.ImageSources;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.scan.ScanOptions;
import dev.plimsoll.scan.ScanResult;
import dev.plimsoll.scan.Scanner;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The patch of one image, up to the point where it is written. The image is read once. What it gives is readable until it is closed. */
final class PatchRun implements AutoCloseable {
    private final BuildTools tools;
    private final Scanner scanner;
    private final PatchOptions options;
    private final ReadOnce image;
    private final PatchMaker maker;
    private final Squash squash;
    private final ScanResult before;
    private final PatchMaker.Patch patch;

    /** Opens and scans the image, and makes the patch. */
    @SuppressWarnings("MustBeClosed") // Closed with this, also where this can't be made.
    PatchRun(BuildTools tools, Scanner scanner, PatchOptions options, TempFiles tempFiles) throws IOException {
        this.tools = tools;
        this.scanner = scanner;
        this.options = options;
        OpenOptions openOptions = openOptions(tools, options, tempFiles);
        this.image = new ReadOnce(ImageSources.open(options.image(), openOptions));
        this.maker = new PatchMaker(tools, scanner, options, openOptions, tempFiles);
        this.squash = new Squash(openOptions, options.compression());
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

    /** The platforms that there are to choose from, if nobody chose; empty if there is no choice. */
    static List<Platform> platforms(BuildTools tools, PatchOptions options, TempFiles tempFiles) {
        if (options.platform().isPresent()) {
            return List.of();
        }
        try (ReadOnce image =
                new ReadOnce(ImageSources.open(options.image(), openOptions(tools, options, tempFiles)))) {
            return image.platforms();
        }
    }

    private static OpenOptions openOptions(BuildTools tools, PatchOptions options, TempFiles tempFiles) {
        return tools.openOptions(options.platform(), options.ref(), options.plainHttp(), tempFiles);
    }

    /** What is done to the image. */
    PatchPlan plan() {
        return patch.since();
    }

    /** Whether there is nothing to be done. */
    boolean isNothing() {
        return patch.since().changes().isEmpty();
    }

    /**
     * The new image, proved.
     *
     * @param image to be written
     * @param after a scan of it
     * @param mended what it proves
     * @param documents about it
     */
    record Proved(NewImage image, ScanResult after, List<MendedFlaw> mended, PatchDocuments documents) {}

    /** Scans the new image before it is written: what should be gone is gone, nothing came that was not there. */
    Proved prove(ImageReference target) {
        ImageInfo info = image.info();
        ScanResult after = scanner.scan(new PatchedView(info, patch.below(), patch.files()), ScanOptions.DEFAULT);
        List<MendedFlaw> mended = new PatchProof().require(patch.since(), before, after);
        patch.former().ifPresent(former -> former.require(patch.since(), after));
        String name = name(info, target);
        PatchDocuments documents =
                PatchDocuments.of(name, patch.base(), patch.plan(), options, after, mended, tools.version());
        return new Proved(patched(name).withAttachments(documents.attachments()), after, mended, documents);
    }

    PatchedImage written(Proved proved, ImageReference target, WrittenImage written) {
        return new PatchedImage(
                plan(),
                before,
                proved.after(),
                proved.mended(),
                proved.documents().files(written),
                target,
                written);
    }

    private NewImage patched(String name) {
        ImageInfo info = image.info();
        // A platform of several for which there is nothing new has no layer.
        List<LayerContent> layers = patch.files().isEmpty()
                ? List.of()
                : List.of(new LayerContent(FormerPatch.history(patch.plan()), patch.files()));
        NewImage layered = new NewImage(
                name,
                info.platform().orElse(Platform.ofMachine()),
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

    private static String name(ImageInfo info, ImageReference target) {
        boolean named = target.scheme() == Scheme.REGISTRY || target.scheme() == Scheme.LOCAL;
        // A layout may know a tag alone.
        return named
                ? target.place()
                : info.tags().stream()
                        .filter(tag -> tag.contains(":"))
                        .findFirst()
                        .orElse("");
    }

    @Override
    public void close() {
        squash.close();
        maker.close();
        image.close();
    }
}
