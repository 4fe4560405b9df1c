package dev.plimsoll.build.patch;

import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.BuildTools;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.source.ImageSources;
import dev.plimsoll.image.target.ImageTargets;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.image.write.WrittenIndex;
import dev.plimsoll.scan.Scanner;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The patches of one image: of what was chosen, or one for each platform that it is there for. What they give is readable until this is
 * closed.
 */
final class PatchRuns implements AutoCloseable {
    private final boolean severalPlatforms;
    private final Map<Platform, PatchRun> runs = new LinkedHashMap<>();

    /**
     * Opens the image, and makes its patches. An image of one platform is opened once: the engine would pack and send it again.
     *
     * @param one whether one platform is enough, though the options choose none: this machine's
     */
    PatchRuns(BuildTools tools, Scanner scanner, PatchOptions options, boolean one, TempFiles tempFiles)
            throws IOException {
        OpenOptions opening = tools.openOptions(options.platform(), options.ref(), options.plainHttp(), tempFiles);
        Image image = ImageSources.open(options.image(), opening);
        List<Platform> platforms = one || options.platform().isPresent() ? List.of() : image.platforms();
        this.severalPlatforms = !platforms.isEmpty();
        boolean made = false;
        try {
            if (!severalPlatforms) {
                PatchRun run = new PatchRun(tools, scanner, options, image, opening);
                runs.put(run.platform(), run);
            } else {
                image.close();
                for (Platform each : platforms) {
                    OpenOptions ofPlatform = opening.withPlatform(each);
                    Image opened = ImageSources.open(options.image(), ofPlatform);
                    runs.put(each, new PatchRun(tools, scanner, options, opened, ofPlatform));
                }
            }
            made = true;
        } finally {
            if (!made) {
                close();
            }
        }
    }

    /** What is done for each platform. */
    Map<Platform, PatchPlan> plans() {
        Map<Platform, PatchPlan> plans = new LinkedHashMap<>();
        runs.forEach((platform, run) -> plans.put(platform, run.plan()));
        return plans;
    }

    /** Whether there is nothing to be done for any platform. */
    boolean isNothing() {
        return runs.values().stream().allMatch(PatchRun::isNothing);
    }

    /** Proves the new images and writes them, all or none. */
    PatchedIndex write(ImageReference target, WriteOptions writing) {
        Map<Platform, PatchRun.Proved> proved = new LinkedHashMap<>();
        runs.forEach((platform, run) -> proved.put(platform, run.prove(target)));
        List<NewImage> images =
                proved.values().stream().map(PatchRun.Proved::image).toList();
        WrittenIndex written = severalPlatforms
                ? ImageTargets.writeAll(images, target, writing)
                : WrittenIndex.alone(ImageTargets.write(images.get(0), target, writing));
        Iterator<WrittenImage> next = written.images().iterator();
        Map<Platform, PatchedImage> done = new LinkedHashMap<>();
        proved.forEach((platform, each) -> done.put(platform, each.written(target, next.next())));
        return new PatchedIndex(done, written.digest());
    }

    @Override
    public void close() {
        runs.values().forEach(PatchRun::close);
    }
}
