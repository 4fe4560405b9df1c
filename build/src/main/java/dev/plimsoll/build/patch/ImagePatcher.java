package dev.plimsoll.build.patch;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.FileReason;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.BuildTools;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.target.ImageTargets;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.image.write.WrittenIndex;
import dev.plimsoll.scan.Scanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        try (TempFiles tempFiles = TempFiles.ofSystem();
                PatchRun run = new PatchRun(tools, scanner, options, tempFiles)) {
            return run.plan();
        } catch (IOException e) {
            throw unreadable(options, e);
        }
    }

    /**
     * The platforms that an image is there for, if it is there for several and the options choose none.
     *
     * @throws PlimsollException PLATFORM_NOT_FOUND if it is there for several, and this machine's is not among them; as the source says
     */
    public List<Platform> platforms(PatchOptions options) {
        try (TempFiles tempFiles = TempFiles.ofSystem()) {
            return PatchRun.platforms(tools, options, tempFiles);
        }
    }

    /**
     * Patches an image and writes the new one, whole or not at all: only what a new scan proves is kept.
     *
     * @return empty if there is nothing to be upgraded; then nothing is written
     * @throws PlimsollException UNSUPPORTED_FORMAT for what is no image of Debian packages; USAGE; IMAGE_CORRUPT if its package database
     *     is damaged; BUILD_FAILED if the proof fails; whatever the archive, the source and the target meet
     */
    public Optional<PatchedImage> patch(PatchOptions options, ImageReference target) {
        try (TempFiles tempFiles = TempFiles.ofSystem();
                PatchRun run = new PatchRun(tools, scanner, options, tempFiles)) {
            if (run.isNothing()) {
                return Optional.empty();
            }
            PatchRun.Proved proved = run.prove(target);
            WrittenImage written = ImageTargets.write(proved.image(), target, writeOptions(options, tempFiles));
            return Optional.of(run.written(proved, target, written));
        } catch (IOException e) {
            throw unreadable(options, e);
        }
    }

    /**
     * Patches an image for each of several platforms, and writes the new ones under one index, all or none. A platform for which there is
     * nothing new is taken over as it is, but for its labels.
     *
     * @param platforms as {@link #platforms} has them
     * @return empty if there is nothing to be upgraded for any; then nothing is written
     * @throws PlimsollException as {@link #patch}, naming the platform; USAGE if the target holds one platform only
     */
    public Optional<PatchedIndex> patchAll(PatchOptions options, List<Platform> platforms, ImageReference target) {
        List<PatchRun> runs = new ArrayList<>();
        try (TempFiles tempFiles = TempFiles.ofSystem()) {
            for (Platform platform : platforms) {
                runs.add(new PatchRun(tools, scanner, options.withPlatform(platform), tempFiles));
            }
            if (runs.stream().allMatch(PatchRun::isNothing)) {
                return Optional.empty();
            }
            List<PatchRun.Proved> proved =
                    runs.stream().map(run -> run.prove(target)).toList();
            WrittenIndex written = ImageTargets.writeAll(
                    proved.stream().map(PatchRun.Proved::image).toList(), target, writeOptions(options, tempFiles));
            Map<Platform, PatchedImage> images = new LinkedHashMap<>();
            for (int i = 0; i < runs.size(); i++) {
                images.put(
                        platforms.get(i),
                        runs.get(i)
                                .written(proved.get(i), target, written.images().get(i)));
            }
            return Optional.of(new PatchedIndex(images, written.digest()));
        } catch (IOException e) {
            throw unreadable(options, e);
        } finally {
            runs.forEach(PatchRun::close);
        }
    }

    private static PlimsollException unreadable(PatchOptions options, IOException e) {
        return new PlimsollException(
                ErrorCode.FILE_ACCESS, "could not patch " + options.image() + ": " + FileReason.of(e), e);
    }

    private WriteOptions writeOptions(PatchOptions options, TempFiles tempFiles) {
        return tools.writeOptions(options.compression(), options.plainHttp(), tempFiles);
    }
}
