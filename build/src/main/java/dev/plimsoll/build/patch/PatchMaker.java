package dev.plimsoll.build.patch;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.BuildTools;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.StoredImage;
import dev.plimsoll.image.write.LayerFile;
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
    private final OpenOptions openOptions;
    private final TempFiles tempFiles;
    private Optional<Image> below = Optional.empty();

    /** @param openOptions as the image was opened */
    PatchMaker(BuildTools tools, Scanner scanner, PatchOptions options, OpenOptions openOptions) {
        this.tools = tools;
        this.scanner = scanner;
        this.options = options;
        this.openOptions = openOptions;
        this.tempFiles = openOptions.tempFiles();
    }

    /**
     * What is put on top of an image.
     *
     * @param ground the image that it is put on
     * @param base what that image is, in labels
     * @param plan what is done to that image
     * @param since what is done to the image that was to be patched, which may be a former patch of that image
     * @param former what must not be undone
     * @param below the files of {@code ground}
     * @param files entries of the layer, readable until the temporary files are closed
     */
    record Patch(
            StoredImage ground,
            PatchLabels.Base base,
            PatchPlan plan,
            PatchPlan since,
            Optional<FormerChanges> former,
            FileTree below,
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
    Patch make(ReadOnce image, ScanResult before) throws IOException {
        StoredImage stored = image.stored()
                .orElseThrow(() -> new PlimsollException(
                        ErrorCode.UNSUPPORTED_FORMAT,
                        "'" + options.image()
                                + "' has no layers; only images can be patched, not directories and SBOMs"));
        Optional<Set<String>> wanted = PatchSelection.of(options, before);
        Optional<FormerPatch> former = FormerPatch.of(image.info());
        String missing = "";
        if (former.isPresent()) {
            ReadOnce lower = new ReadOnce(FormerPatch.below(image.info(), stored, openOptions));
            below = Optional.of(lower);
            ScanResult scanned = scanner.scan(lower, ScanOptions.DEFAULT);
            FormerChanges changes = new FormerChanges(former.get(), scanned, before);
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
                        layer.below(),
                        layer.files());
            }
        }
        Layer layer = layer(image, before, wanted, Map.of());
        PatchPlan plan = missing.isEmpty()
                ? layer.plan()
                : layer.plan().withNote("the layer of the former patch stays below the new one: " + missing);
        return new Patch(
                stored, PatchLabels.Base.of(image.info()), plan, plan, Optional.empty(), layer.below(), layer.files());
    }

    private static Set<String> with(Set<String> some, Set<String> more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }

    /**
     * A layer that goes on top of an image.
     *
     * @param plan what it does
     * @param below the image's files
     * @param files its entries
     */
    private record Layer(PatchPlan plan, FileTree below, List<LayerFile> files) {}

    private Layer layer(ReadOnce image, ScanResult before, Optional<Set<String>> wanted, Map<String, String> former)
            throws IOException {
        JavaWishes wishes = JavaWishes.of(options, before, former);
        FileTree below = image.read(new PatchSelector(wishes.files(), DebianPatch.isByFolder(before)));
        ImageTree tree = new ImageTree(below);
        DebianPatch.Patch debian = DebianPatch.isFor(before) || !isAboutLibraries(wishes, before)
                ? new DebianPatch(tools, options, tempFiles).make(image, before, tree, wanted)
                : onlyLibraries(image, tree);
        PatchPlan plan = new JavaPatch(tools, options, tempFiles).apply(wishes, debian.draft(), debian.plan());
        return new Layer(plan, below, LayerDiff.of(tree.files(), debian.draft()));
    }

    /** Whether there is work of libraries' sort, or nothing else that work could be of. */
    private static boolean isAboutLibraries(JavaWishes wishes, ScanResult before) {
        boolean wished = !wishes.wishes().isEmpty() || !wishes.kept().isEmpty();
        return wished
                || before.inventory().distro().isEmpty()
                        && before.inventory().components().stream()
                                .anyMatch(each -> each.ecosystem().equals(JavaWishes.ECOSYSTEM));
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
                        List.of(),
                        List.of("its packages are not Debian's and are not patched yet; only Java libraries are")),
                tree.draft(date));
    }

    @Override
    public void close() {
        below.ifPresent(Image::close);
    }
}
