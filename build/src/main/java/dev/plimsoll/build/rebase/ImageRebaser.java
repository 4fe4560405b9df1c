package dev.plimsoll.build.rebase;

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
 * The door: puts images on a new base without building them. The layers of the old base go, those of the new one come, the image's own
 * stay on top; nothing of it is run. The same images give the same new image.
 *
 * <p>For one thread.
 */
public final class ImageRebaser {
    private final BuildTools tools;
    private final Scanner scanner;

    /**
     * @param tools what it works with; not closed by this
     * @param scanner who proves what is mended; not closed by this
     */
    public ImageRebaser(BuildTools tools, Scanner scanner) {
        this.tools = tools;
        this.scanner = scanner;
    }

    /**
     * What {@link #rebaseAll} would do to an image, for each of its platforms in the order of its index; all is proved, and nothing is
     * written.
     *
     * @param target where the image would go; empty for a place that holds every platform
     * @throws PlimsollException as {@link #rebaseAll}
     */
    public Map<Platform, ProvedRebase> planAll(RebaseOptions options, Optional<ImageReference> target) {
        boolean one = target.filter(ImageTargets::holdsOne).isPresent();
        return with(options, one, (runs, tempFiles) -> runs.plans());
    }

    /**
     * Puts an image on a new base and writes the new one, whole or not at all. If it is there for several platforms and the options choose
     * none, each gets the same platform of the new base, and the new ones are written under one index, all or none; one that stands on the
     * new base already is taken over as it is. A target that holds one platform gets the image of this machine's.
     *
     * @return empty if it stands on the new base already for all platforms; then nothing is written
     * @throws PlimsollException USAGE if its old base is not known; PLATFORM_NOT_FOUND, naming it, if the new base is not there for a
     *     platform; UNSUPPORTED_FORMAT, naming the files, if what the image changed of its base does not fit the new one; BUILD_FAILED if
     *     the proof fails; whatever the sources and the target meet
     */
    public Optional<RebasedIndex> rebaseAll(RebaseOptions options, ImageReference target) {
        return with(
                options,
                ImageTargets.holdsOne(target),
                (runs, tempFiles) -> runs.isNothing()
                        ? Optional.empty()
                        : Optional.of(runs.write(
                                target, tools.writeOptions(options.compression(), options.plainHttp(), tempFiles))));
    }

    private interface Work<T> {
        T with(RebaseRuns runs, TempFiles tempFiles) throws IOException;
    }

    private <T> T with(RebaseOptions options, boolean one, Work<T> work) {
        try (TempFiles tempFiles = TempFiles.ofSystem();
                RebaseRuns runs = new RebaseRuns(tools, scanner, options, one, tempFiles)) {
            return work.with(runs, tempFiles);
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS,
                    "could not put " + options.image() + " on a new base: " + FileReason.of(e),
                    e);
        }
    }
}
