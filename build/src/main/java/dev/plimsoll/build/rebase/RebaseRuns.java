package dev.plimsoll.build.rebase;

import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.BuildTools;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Platform;
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
 * The rebases of one image: of what was chosen, or one for each platform that it is there for. What they give is readable until this is
 * closed.
 */
final class RebaseRuns implements AutoCloseable {
    private final boolean severalPlatforms;
    private final Map<Platform, RebaseRun> runs = new LinkedHashMap<>();

    /**
     * Opens the image and the new base for all platforms, so that what is not there is known before there is work.
     *
     * @param one whether one platform is enough, though the options choose none: this machine's
     */
    RebaseRuns(BuildTools tools, Scanner scanner, RebaseOptions options, boolean one, TempFiles tempFiles) {
        RebaseRun run = new RebaseRun(tools, scanner, options, tempFiles);
        List<Platform> platforms = one || options.platform().isPresent() ? List.of() : run.platforms();
        this.severalPlatforms = !platforms.isEmpty();
        if (!severalPlatforms) {
            runs.put(run.platform(), run);
            return;
        }
        run.close();
        boolean opened = false;
        try {
            for (Platform each : platforms) {
                runs.put(each, new RebaseRun(tools, scanner, options.withPlatform(each), tempFiles));
            }
            opened = true;
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    /** What is done for each platform, proved. */
    Map<Platform, ProvedRebase> plans() throws IOException {
        Map<Platform, ProvedRebase> plans = new LinkedHashMap<>();
        prove(run -> run.prove("")).forEach((platform, each) -> plans.put(platform, each.proof()));
        return plans;
    }

    /** Whether there is nothing to be done for any platform. */
    boolean isNothing() {
        return runs.values().stream().allMatch(RebaseRun::isNothing);
    }

    /** Proves the new images and writes them, all or none. */
    RebasedIndex write(ImageReference target, WriteOptions writing) throws IOException {
        Map<Platform, RebaseRun.Proved> proved = prove(run -> run.prove(target));
        List<NewImage> images =
                proved.values().stream().map(RebaseRun.Proved::image).toList();
        WrittenIndex written = severalPlatforms
                ? ImageTargets.writeAll(images, target, writing)
                : WrittenIndex.alone(ImageTargets.write(images.get(0), target, writing));
        Iterator<WrittenImage> next = written.images().iterator();
        Map<Platform, RebasedImage> done = new LinkedHashMap<>();
        proved.forEach((platform, each) -> done.put(platform, each.written(target, next.next())));
        return new RebasedIndex(done, written.digest());
    }

    private interface Proving {
        RebaseRun.Proved of(RebaseRun run) throws IOException;
    }

    private Map<Platform, RebaseRun.Proved> prove(Proving proving) throws IOException {
        Map<Platform, RebaseRun.Proved> proved = new LinkedHashMap<>();
        for (Map.Entry<Platform, RebaseRun> run : runs.entrySet()) {
            try {
                proved.put(run.getKey(), proving.of(run.getValue()));
            } catch (PlimsollException e) {
                throw severalPlatforms ? new PlimsollException(e.code(), run.getKey() + ": " + e.getMessage(), e) : e;
            }
        }
        return proved;
    }

    @Override
    public void close() {
        runs.values().forEach(RebaseRun::close);
    }
}
