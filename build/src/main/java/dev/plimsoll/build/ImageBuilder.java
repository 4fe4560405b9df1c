package dev.plimsoll.build;

import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.BuildOptions.LockUse;
import dev.plimsoll.build.PackageChoice.Chosen;
import dev.plimsoll.build.attest.BillOfMaterials;
import dev.plimsoll.build.attest.BuildProvenance;
import dev.plimsoll.build.lock.Lock;
import dev.plimsoll.build.lock.LockFile;
import dev.plimsoll.build.root.RootBuilder;
import dev.plimsoll.build.root.RootRequest;
import dev.plimsoll.build.root.RootTree;
import dev.plimsoll.build.spec.ImageSpec;
import dev.plimsoll.image.target.ImageTargets;
import dev.plimsoll.image.write.Attachment;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WrittenImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The door of this module: builds images from their specs, without a container engine and without running anything of the packages.
 *
 * <p>The same spec, lock and files give the same image on every machine: nothing of the machine, its user, its clock and its Java gets
 * in. For one thread.
 */
public final class ImageBuilder {
    private final BuildTools tools;
    private final PackageChoice choice;

    /** @param tools what builds work with; not closed by this */
    public ImageBuilder(BuildTools tools) {
        this.tools = tools;
        this.choice = new PackageChoice(tools);
    }

    /**
     * Builds one image and writes it, whole or not at all.
     *
     * @throws PlimsollException USAGE if the spec can't be fulfilled or its budget does not suffice; FEED_UNTRUSTED, NETWORK,
     *     FILE_ACCESS and whatever the target meets
     */
    public BuiltImage build(ImageSpec spec, BuildOptions options) {
        Chosen chosen = choice.choose(spec, options);
        try (TempFiles tempFiles = TempFiles.ofSystem()) {
            RootTree tree =
                    RootBuilder.build(request(spec, chosen, options), tools.unpacking(tempFiles), tools.progress());
            List<LayerContent> layers = Layering.of(tree);
            Budgets.check(spec, tree, LayerSizes.of(layers));
            NewImage image = image(spec, options, chosen.lock(), tree, layers, tempFiles);
            WrittenImage written = ImageTargets.write(
                    image, options.target(), tools.writeOptions(options.compression(), options.plainHttp(), tempFiles));
            if (options.lockUse() == LockUse.WRITE) {
                LockFile.read(options.lockFile())
                        .with(options.platform(), chosen.lock())
                        .write();
            }
            return new BuiltImage(
                    spec.image(),
                    options.platform(),
                    options.target(),
                    written,
                    chosen.lock(),
                    chosen.fromLock(),
                    tree.kept().size(),
                    tree.omitted().size(),
                    Stream.concat(chosen.notes().stream(), tree.notes().stream())
                            .toList());
        }
    }

    private static RootRequest request(ImageSpec spec, Chosen chosen, BuildOptions options) {
        return new RootRequest(
                spec,
                chosen.packages(),
                PackageChoice.architecture(options.platform()),
                chosen.lock().date());
    }

    private NewImage image(
            ImageSpec spec,
            BuildOptions options,
            Lock lock,
            RootTree tree,
            List<LayerContent> layers,
            TempFiles tempFiles) {
        Map<String, String> labels = ImageLabels.of(spec, lock, options.revision());
        BillOfMaterials bill = BillOfMaterials.of(
                spec.image(), options.platform(), tree, layers, "plimsoll " + tools.version(), lock.date(), tempFiles);
        List<Attachment> attachments = new ArrayList<>(bill.attachments());
        attachments.add(BuildProvenance.attachment(spec, options.platform(), lock, tools.version()));
        return new NewImage(
                spec.image(),
                options.platform(),
                RunSettings.of(spec.run()),
                labels,
                lock.date(),
                spec.about().maintainer().orElse(""),
                layers,
                ImageLabels.annotations(labels),
                attachments);
    }
}
