package dev.plimsoll.build.patch;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.FileReason;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.BuildTools;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.target.ImageTargets;
import dev.plimsoll.scan.Scanner;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The door: mends images that are there already. One layer with what the signed archive has newer, and with fixed Java libraries, lies on
 * top of the image's own layers, which stay as they are, or takes the place of a former patch's layer. The same image and the same
 * archive give the same new image, and nothing of the image is run; both unless the options let the container engine run scripts.
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
     * What {@link #patchAll} would do to an image, for each of its platforms in the order of its index; nothing is written.
     *
     * @param target where the image would go; empty for a place that holds every platform
     * @throws PlimsollException as {@link #patchAll}
     */
    public Map<Platform, PatchPlan> planAll(PatchOptions options, Optional<ImageReference> target) {
        try (TempFiles tempFiles = TempFiles.ofSystem();
                PatchRuns runs = new PatchRuns(
                        tools,
                        scanner,
                        options.asPlan(),
                        target.filter(ImageTargets::holdsOne).isPresent(),
                        tempFiles)) {
            return runs.plans();
        } catch (IOException e) {
            throw unreadable(options, e);
        }
    }

    /**
     * Patches an image and writes the new one, whole or not at all: only what a new scan proves is kept. If it is there for several
     * platforms and the options choose none, it is patched for each of them, and the new ones are written under one index, all or none;
     * a platform for which there is nothing new is taken over as it is, but for its labels. A target that holds one platform gets the
     * image of this machine's.
     *
     * @return empty if there is nothing to be upgraded for any platform; then nothing is written
     * @throws PlimsollException UNSUPPORTED_FORMAT for what is no image of Debian packages; USAGE; IMAGE_CORRUPT if its package database
     *     is damaged; BUILD_FAILED if the proof fails, or a script that the engine runs; PLATFORM_NOT_FOUND if it is there for several
     *     platforms, and neither the chosen one nor this machine's is among them, or if the engine is to run scripts of another
     *     platform; whatever the archive, the engine, the source and the target meet
     */
    public Optional<PatchedIndex> patchAll(PatchOptions options, ImageReference target) {
        try (TempFiles tempFiles = TempFiles.ofSystem();
                PatchRuns runs = new PatchRuns(tools, scanner, options, ImageTargets.holdsOne(target), tempFiles)) {
            return runs.isNothing()
                    ? Optional.empty()
                    : Optional.of(runs.write(
                            target, tools.writeOptions(options.compression(), options.plainHttp(), tempFiles)));
        } catch (IOException e) {
            throw unreadable(options, e);
        }
    }

    private static PlimsollException unreadable(PatchOptions options, IOException e) {
        return new PlimsollException(
                ErrorCode.FILE_ACCESS, "could not patch " + options.image() + ": " + FileReason.of(e), e);
    }
}
