package dev.plimsoll.build.patch;

import dev.plimsoll.base.ErrorCode;
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
import dev.plimsoll.image.StoredImage;
import dev.plimsoll.image.source.ImageSources;
import dev.plimsoll.image.target.ImageTargets;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.TopLayer;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.scan.ScanOptions;
import dev.plimsoll.scan.ScanResult;
import dev.plimsoll.scan.Scanner;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the layer that mends one image. It goes on top, or takes the place of a former patch's layer if what that one did can be done
 * again. What it gives is readable until it is closed.
 */
final class PatchMaker implements AutoCloseable {
    private final BuildTools tools;
    private final Scanner scanner;
    private final PatchOptions options;
    private final WriteOptions writing;
    private final TempFiles tempFiles;
    private Optional<Image> below = Optional.empty();

    /** @param writing how temporary copies are written */
    PatchMaker(BuildTools tools, Scanner scanner, PatchOptions options, WriteOptions writing, TempFiles tempFiles) {
        this.tools = tools;
        this.scanner = scanner;
        this.options = options;
        this.writing = writing;
        this.tempFiles = tempFiles;
    }

    /**
     * What is put on top of an image.
     *
     * @param ground the image that it is put on
     * @param base what that image is, in labels
     * @param plan what is done to that image
     * @param since what is done to the image that was to be patched, which may be a former patch of that image
     * @param former what must not be undone
     * @param files entries of the layer, readable until the temporary files are closed
     */
    record Patch(
            StoredImage ground,
            PatchLabels.Base base,
            PatchPlan plan,
            PatchPlan since,
            Optional<FormerChanges> former,
            List<LayerFile> files) {
        Patch {
            files = List.copyOf(files);
        }
    }

    /**
     * Makes it.
     *
     * @param before a scan of the image
     */
    Patch make(Image image, ScanResult before) throws IOException {
        StoredImage stored = image.stored()
                .orElseThrow(() -> new PlimsollException(
                        ErrorCode.UNSUPPORTED_FORMAT,
                        "'" + options.image()
                                + "' has no layers; only images can be patched, not directories and SBOMs"));
        Optional<Set<String>> wanted = PatchSelection.of(options, before);
        Optional<FormerPatch> former = FormerPatch.of(image.info());
        String missing = "";
        if (former.isPresent()) {
            ImageReference place = withoutTop(image.info(), stored);
            ScanResult scanned = scanner.scan(place, ScanOptions.DEFAULT);
            FormerChanges changes = new FormerChanges(former.get(), scanned, before);
            Image lower = open(place);
            Layer layer =
                    layer(lower, scanned, wanted.map(names -> with(names, changes.packages())), changes.libraries());
            missing = changes.missing(layer.plan()).orElse("");
            if (missing.isEmpty()) {
                return new Patch(
                        lower.stored().orElseThrow(),
                        PatchLabels.Base.of(former.get()),
                        layer.plan(),
                        changes.since(layer.plan()),
                        Optional.of(changes),
                        layer.files());
            }
        }
        Layer layer = layer(image, before, wanted, Map.of());
        PatchPlan plan = missing.isEmpty()
                ? layer.plan()
                : layer.plan()
                        .with(
                                List.of(),
                                Map.of(),
                                List.of("the layer of the former patch stays below the new one: " + missing));
        return new Patch(stored, PatchLabels.Base.of(image.info()), plan, plan, Optional.empty(), layer.files());
    }

    private static Set<String> with(Set<String> some, Set<String> more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }

    /** The image below a former patch: what it stood on is not asked for, since its tag may lead elsewhere by now. */
    private ImageReference withoutTop(ImageInfo info, StoredImage stored) throws IOException {
        ImageReference place = new ImageReference(
                Scheme.OCI_DIR, tempFiles.newDirectory("below").toString());
        ImageTargets.write(
                new NewImage(
                        "",
                        info.platform().orElse(Platform.ofMachine()),
                        RunConfig.NONE,
                        Map.of(),
                        info.created().orElse(Instant.EPOCH),
                        "",
                        List.of(),
                        Map.of(),
                        List.of(),
                        Optional.of(TopLayer.removed(stored))),
                place,
                writing);
        return place;
    }

    private Image open(ImageReference place) {
        Image opened = ImageSources.open(
                place,
                new OpenOptions(
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        false,
                        tools.environment(),
                        Limits.DEFAULT,
                        tools.fetcher(),
                        tempFiles,
                        tools.progress()));
        below = Optional.of(opened);
        return opened;
    }

    /**
     * A layer that goes on top of an image.
     *
     * @param plan what it does
     * @param files its entries
     */
    private record Layer(PatchPlan plan, List<LayerFile> files) {}

    private Layer layer(Image image, ScanResult before, Optional<Set<String>> wanted, Map<String, String> former)
            throws IOException {
        JavaWishes wishes = JavaWishes.of(options, before, former);
        ImageTree tree = new ImageTree(image.read(new PatchSelector(wishes.files())));
        boolean onlyPackages = wishes.wishes().isEmpty() && wishes.kept().isEmpty();
        DebianPatch.Patch debian = DebianPatch.isFor(before) || onlyPackages
                ? new DebianPatch(tools, options, tempFiles).make(image, before, tree, wanted)
                : onlyLibraries(image, tree);
        PatchPlan plan = new JavaPatch(tools, options, tempFiles).apply(wishes, debian.draft(), debian.plan());
        return new Layer(plan, LayerDiff.of(tree.files(), debian.draft()));
    }

    /** Where the distribution's packages can't be upgraded, and there are libraries to be exchanged. */
    private static DebianPatch.Patch onlyLibraries(Image image, ImageTree tree) {
        Instant date = image.info().created().orElse(Instant.EPOCH);
        return new DebianPatch.Patch(
                new PatchPlan(
                        List.of(),
                        Map.of(),
                        "",
                        date,
                        List.of("its packages are not Debian's and are not patched yet; only Java libraries are")),
                tree.draft(date));
    }

    @Override
    public void close() {
        below.ifPresent(Image::close);
    }
}
