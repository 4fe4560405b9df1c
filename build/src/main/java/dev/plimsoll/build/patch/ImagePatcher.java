package dev.plimsoll.build.patch;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.FileReason;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.BuildTools;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.RunConfig;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.source.ImageSources;
import dev.plimsoll.image.target.ImageTargets;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.scan.ScanOptions;
import dev.plimsoll.scan.ScanResult;
import dev.plimsoll.scan.Scanner;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The door: mends images that are there already. One layer with what the signed archive has newer, and with fixed Java libraries, lies on
 * top of the image's own layers, which stay as they are, or takes the place of a former patch's layer; nothing of the image is run. The
 * same image and the same archive give the same new image.
 *
 * <p>For one thread.
 */
public final class ImagePatcher {
    private final BuildTools tools;
    private final Scanner scanner;

    /**
     * @param tools what it works with; not closed by this
     * @param scanner who proves what is mended; not closed by this
     */
    public ImagePatcher(BuildTools tools, Scanner scanner) {
        this.tools = tools;
        this.scanner = scanner;
    }

    /**
     * What a patch would do; nothing is written.
     *
     * @throws PlimsollException as {@link #patch}
     */
    public PatchPlan plan(PatchOptions options) {
        ScanResult before = scanner.scan(options.image(), scanOptions(options));
        try (TempFiles tempFiles = TempFiles.ofSystem();
                Image image = ImageSources.open(options.image(), openOptions(options, tempFiles));
                PatchMaker maker = maker(options, tempFiles)) {
            return maker.make(image, before).since();
        } catch (IOException e) {
            throw unreadable(options, e);
        }
    }

    private static PlimsollException unreadable(PatchOptions options, IOException e) {
        return new PlimsollException(
                ErrorCode.FILE_ACCESS, "could not patch " + options.image() + ": " + FileReason.of(e), e);
    }

    /**
     * Patches an image and writes the new one, whole or not at all: only what a new scan proves is kept.
     *
     * @return empty if there is nothing to be upgraded; then nothing is written
     * @throws PlimsollException UNSUPPORTED_FORMAT for what is no image of Debian packages; USAGE; IMAGE_CORRUPT if its package database
     *     is damaged; BUILD_FAILED if the proof fails; whatever the archive, the source and the target meet
     */
    public Optional<PatchedImage> patch(PatchOptions options, ImageReference target) {
        ScanResult before = scanner.scan(options.image(), scanOptions(options));
        try (TempFiles tempFiles = TempFiles.ofSystem();
                Image image = ImageSources.open(options.image(), openOptions(options, tempFiles));
                PatchMaker maker = maker(options, tempFiles)) {
            requireSame(before.image(), image.info());
            PatchMaker.Patch patch = maker.make(image, before);
            if (patch.since().changes().isEmpty()) {
                return Optional.empty();
            }
            NewImage patched = patched(image.info(), patch, target);
            ScanResult after = proved(patched, patch, before, options, tempFiles);
            WrittenImage written = ImageTargets.write(patched, target, writeOptions(options, tempFiles));
            return Optional.of(new PatchedImage(patch.since(), before, after, target, written));
        } catch (IOException e) {
            throw unreadable(options, e);
        }
    }

    /** A tag may have moved between the scan and the patch. */
    private static void requireSame(ImageInfo scanned, ImageInfo opened) {
        if (!scanned.imageId().equals(opened.imageId())) {
            throw new PlimsollException(
                    ErrorCode.IMAGE_CORRUPT,
                    opened.reference() + " became another image while it was patched; try again");
        }
    }

    private static NewImage patched(ImageInfo info, PatchMaker.Patch patch, ImageReference target) {
        return new NewImage(
                name(info, target),
                info.platform().orElse(Platform.ofMachine()),
                info.run().orElse(RunConfig.NONE),
                PatchLabels.of(patch.base(), patch.plan()),
                patch.plan().date(),
                "",
                List.of(new LayerContent(FormerPatch.history(patch.plan()), patch.files())),
                PatchLabels.annotations(patch.base(), patch.plan()),
                List.of(),
                Optional.of(patch.ground()));
    }

    private static String name(ImageInfo info, ImageReference target) {
        boolean named = target.scheme() == Scheme.REGISTRY || target.scheme() == Scheme.LOCAL;
        return named ? target.place() : info.tags().stream().findFirst().orElse("");
    }

    /** Scans the new image before it is written where it is wanted. */
    private ScanResult proved(
            NewImage patched, PatchMaker.Patch patch, ScanResult before, PatchOptions options, TempFiles tempFiles)
            throws IOException {
        ImageReference trial = new ImageReference(
                Scheme.OCI_DIR, tempFiles.newDirectory("patched").toString());
        ImageTargets.write(patched, trial, writeOptions(options, tempFiles));
        ScanResult after = scanner.scan(trial, ScanOptions.DEFAULT);
        new PatchProof().require(patch.since(), before, after);
        patch.former().ifPresent(former -> former.require(patch.since(), after));
        return after;
    }

    private PatchMaker maker(PatchOptions options, TempFiles tempFiles) {
        return new PatchMaker(tools, scanner, options, writeOptions(options, tempFiles), tempFiles);
    }

    private static ScanOptions scanOptions(PatchOptions options) {
        ScanOptions plain = ScanOptions.DEFAULT.withPlainHttp(options.plainHttp());
        return options.platform().map(plain::withPlatform).orElse(plain);
    }

    private OpenOptions openOptions(PatchOptions options, TempFiles tempFiles) {
        return new OpenOptions(
                options.platform(),
                options.ref(),
                false,
                options.plainHttp(),
                tools.environment(),
                Limits.DEFAULT,
                tools.fetcher(),
                tempFiles,
                tools.progress());
    }

    private WriteOptions writeOptions(PatchOptions options, TempFiles tempFiles) {
        return new WriteOptions(
                options.compression(),
                options.plainHttp(),
                tools.environment(),
                Limits.DEFAULT,
                tools.fetcher(),
                tempFiles,
                tools.progress());
    }
}
