package dev.plimsoll.build.rebase;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.FileReason;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.BuildTools;
import dev.plimsoll.build.patch.PatchedLayers;
import dev.plimsoll.build.spec.BuildLabels;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.RunConfig;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.StoredImage;
import dev.plimsoll.image.target.ImageTargets;
import dev.plimsoll.image.write.ExchangedBase;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.scan.ScanOptions;
import dev.plimsoll.scan.ScanResult;
import dev.plimsoll.scan.Scanner;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
     * What a rebase would do; everything is proved, and nothing written.
     *
     * @return empty if the image stands on the new base already
     * @throws PlimsollException as {@link #rebase}
     */
    public Optional<RebasePlan> plan(RebaseOptions options) {
        return with(options, images -> prepare(options, images).map(Prepared::plan));
    }

    /**
     * Puts an image on a new base and writes the new image, whole or not at all.
     *
     * @return empty if the image stands on the new base already; then nothing is written
     * @throws PlimsollException USAGE if its old base is not known; UNSUPPORTED_FORMAT, naming the files, if what the image changed of its
     *     base does not fit the new one; BUILD_FAILED if the proof fails; whatever the sources and the target meet
     */
    public Optional<RebasedImage> rebase(RebaseOptions options, ImageReference target) {
        return with(
                options,
                images -> prepare(options, images).map(each -> {
                    boolean named = target.scheme() == Scheme.REGISTRY || target.scheme() == Scheme.LOCAL;
                    NewImage image = named ? each.image().withName(target.place()) : each.image();
                    WrittenImage written = ImageTargets.write(image, target, images.writing());
                    return new RebasedImage(each.plan(), each.before(), each.after(), target, written);
                }));
    }

    private interface Work<T> {
        Optional<T> in(Images images) throws IOException;
    }

    private <T> Optional<T> with(RebaseOptions options, Work<T> work) {
        try (TempFiles tempFiles = TempFiles.ofSystem();
                Images images = new Images(tools, options, tempFiles)) {
            return work.in(images);
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS,
                    "could not put " + options.image() + " on a new base: " + FileReason.of(e),
                    e);
        }
    }

    /**
     * What can be written.
     *
     * @param before a scan of the image as it was
     * @param after a scan of the new image
     */
    private record Prepared(RebasePlan plan, NewImage image, ScanResult before, ScanResult after) {}

    private Optional<Prepared> prepare(RebaseOptions options, Images images) throws IOException {
        Image child = images.open(options.image());
        Image onto = images.open(options.onto());
        Images.stored(child);
        Images.stored(onto);
        requirePlatform(child.info(), onto.info());
        if (BaseSearch.isBelow(onto.info().layers(), child.info().layers())) {
            return Optional.empty();
        }
        OldBase old = new BaseSearch(options, images).find(child, onto);
        LocalImage here = images.local(child);
        LocalImage base = images.local(onto);
        Set<String> labels = new HashSet<>(Set.of(BuildLabels.BASE_NAME, BuildLabels.BASE_DIGEST));
        if (PatchedLayers.onTop(child.info()) == 0) {
            labels.addAll(PatchedLayers.LABELS);
        }
        ExchangedBase exchanged = ExchangedBase.of(here.stored(), old.layers(), old.stored(), base.stored(), labels);
        new OwnFiles(
                        images.stacked(here.info(), lowest(here.stored(), old.layers())),
                        images.stacked(here.info(), here.stored()),
                        images.stacked(base.info(), base.stored()),
                        images.stacked(here.info(), exchanged.image()))
                .require();
        NewImage image = image(here.info(), base.info(), exchanged.image());
        RebasePlan plan = new RebasePlan(
                old.told(),
                old.layers(),
                base.stored().layers().size(),
                here.stored().layers().size() - old.layers(),
                exchanged.followed().stream()
                        .filter(each -> labels.stream().noneMatch(label -> each.equals("Labels " + label)))
                        .toList(),
                notes(child.info()));
        return Optional.of(proved(plan, image, here, base, images));
    }

    private static StoredImage lowest(StoredImage image, int layers) {
        return new StoredImage(image.config(), image.layers().subList(0, layers));
    }

    private static List<String> notes(ImageInfo child) {
        return PatchedLayers.onTop(child) == 0
                ? List.of()
                : List.of("its own uppermost layer is a patch's and stays; patch it anew to bring that up to date");
    }

    private static void requirePlatform(ImageInfo child, ImageInfo onto) {
        Optional<Platform> platform = child.platform();
        if (platform.isEmpty() || !platform.equals(onto.platform())) {
            throw new PlimsollException(
                    ErrorCode.UNSUPPORTED_FORMAT,
                    "'" + onto.reference() + "' is for "
                            + onto.platform().map(Platform::toString).orElse("no stated platform") + ", but '"
                            + child.reference() + "' for "
                            + platform.map(Platform::toString).orElse("none") + "; --platform chooses one of several");
        }
    }

    private static NewImage image(ImageInfo child, ImageInfo onto, StoredImage stored) {
        Map<String, String> named = new HashMap<>();
        onto.digest().or(onto::imageId).ifPresent(digest -> named.put(BuildLabels.BASE_DIGEST, digest.toString()));
        onto.name().ifPresent(name -> named.put(BuildLabels.BASE_NAME, name));
        Instant created =
                later(child.created().orElse(Instant.EPOCH), onto.created().orElse(Instant.EPOCH));
        Map<String, String> annotations = new HashMap<>(named);
        annotations.put(BuildLabels.CREATED, created.toString());
        return new NewImage(
                child.name().orElse(""),
                child.platform().orElseThrow(),
                RunConfig.NONE,
                named,
                created,
                "",
                List.of(),
                annotations,
                List.of(),
                Optional.of(stored));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /** Scans the new image before it is written where it is wanted. */
    private Prepared proved(RebasePlan plan, NewImage image, LocalImage child, LocalImage base, Images images)
            throws IOException {
        ScanResult before = scanner.scan(child.place(), ScanOptions.DEFAULT);
        RebaseProof proof = new RebaseProof(before, scanner.scan(base.place(), ScanOptions.DEFAULT), plan.oldLayers());
        proof.requireFit();
        ScanResult after = scanner.scan(images.write(image), ScanOptions.DEFAULT);
        proof.require(after, plan.newLayers());
        return new Prepared(plan, image, before, after);
    }
}
