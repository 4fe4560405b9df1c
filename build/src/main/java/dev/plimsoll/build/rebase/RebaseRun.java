package dev.plimsoll.build.rebase;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.BuildTools;
import dev.plimsoll.build.attest.MendedDocuments;
import dev.plimsoll.build.attest.MendedFlaw;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.target.ImageTargets;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.scan.ScanOptions;
import dev.plimsoll.scan.ScanResult;
import dev.plimsoll.scan.Scanner;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rebase of one image of one platform, up to the point where it is written. What it gives is readable until it is closed. */
final class RebaseRun implements AutoCloseable {
    private final BuildTools tools;
    private final Scanner scanner;
    private final RebaseOptions options;
    private final Images images;
    private final Image child;
    private final Image onto;

    /** Opens the image and the new base for its platform; reads no layers yet. */
    RebaseRun(BuildTools tools, Scanner scanner, RebaseOptions options, TempFiles tempFiles) {
        this.tools = tools;
        this.scanner = scanner;
        this.options = options;
        this.images = new Images(tools, options, tempFiles);
        boolean opened = false;
        try {
            this.child = images.open(options.image(), options.platform());
            Images.stored(child);
            this.onto = newBase(child.info());
            Images.stored(onto);
            opened = true;
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    /** The platforms that the image was chosen from; empty if there is no choice. */
    List<Platform> platforms() {
        return child.platforms();
    }

    /** What the image is for. */
    Platform platform() {
        return child.info().platform().orElseThrow();
    }

    private Image newBase(ImageInfo image) {
        Platform platform = image.platform()
                .orElseThrow(() -> new PlimsollException(
                        ErrorCode.UNSUPPORTED_FORMAT,
                        "'" + options.image() + "' does not say what platform it is for; build it on the new base"));
        Image base;
        try {
            base = images.open(options.onto(), Optional.of(platform));
        } catch (PlimsollException e) {
            throw e.code() == ErrorCode.PLATFORM_NOT_FOUND ? notThere(platform, e) : e;
        }
        // An archive of docker is opened whatever it is for.
        if (base.info().platform().filter(each -> each.serves(platform)).isEmpty()) {
            throw notThere(platform, null);
        }
        return base;
    }

    private PlimsollException notThere(Platform platform, @Nullable PlimsollException cause) {
        return new PlimsollException(
                ErrorCode.PLATFORM_NOT_FOUND,
                "the new base '" + options.onto() + "' is not there for " + platform + ", which '" + options.image()
                        + "' is for; make it for that too, or choose a platform that both have with --platform",
                cause);
    }

    /** Whether the image stands on the new base already. */
    boolean isNothing() {
        return BaseSearch.isBelow(onto.info().layers(), child.info().layers());
    }

    /**
     * The image on its new base, proved.
     *
     * @param proof what was done, with the scans
     * @param image to be written
     * @param documents about it
     */
    record Proved(ProvedRebase proof, NewImage image, MendedDocuments documents) {
        RebasedImage written(ImageReference target, WrittenImage written) {
            return new RebasedImage(proof, () -> documents.files(written), target, written);
        }
    }

    /** As {@link #prove(String)}, named by where it goes if that is a name. */
    Proved prove(ImageReference target) throws IOException {
        return prove(ImageTargets.name(target).or(child.info()::name).orElse(""));
    }

    /**
     * Exchanges the base, and scans the new image before it is written where it is wanted. An image that stands on the new base is taken
     * over.
     */
    Proved prove(String name) throws IOException {
        if (isNothing()) {
            LocalImage here = images.local(child);
            ScanResult scan = scanner.scan(here.place(), ScanOptions.DEFAULT);
            int own = child.info().layers().size() - onto.info().layers().size();
            return proved(
                    new ProvedRebase(RebasePlan.ofNothing(own), scan, scan, List.of()),
                    NewBase.unchanged(name, here),
                    Optional.empty());
        }
        OldBase old = new BaseSearch(options, images).find(child, onto);
        LocalImage here = images.local(child);
        LocalImage base = images.local(onto);
        Exchange exchange = Exchange.of(here, old, base, images);
        ScanResult before = scanner.scan(here.place(), ScanOptions.DEFAULT);
        RebaseProof proof = new RebaseProof(
                before,
                scanner.scan(base.place(), ScanOptions.DEFAULT),
                exchange.plan().oldLayers());
        proof.requireFit();
        NewImage image = NewBase.image(name, here.info(), base.info(), exchange.image());
        ScanResult after = scanner.scan(images.write(image), ScanOptions.DEFAULT);
        List<MendedFlaw> mended = proof.require(after, exchange.plan().newLayers());
        return proved(new ProvedRebase(exchange.plan(), before, after, mended), image, old.info());
    }

    private Proved proved(ProvedRebase proof, NewImage image, Optional<ImageInfo> old) {
        MendedDocuments documents = new MendedDocuments(
                image.name(),
                proof.after(),
                proof.mended(),
                RebaseProvenance.of(child.info(), onto.info(), old, tools.version(), image.created()));
        return new Proved(proof, image.withAttachments(documents.attachments()), documents);
    }

    @Override
    public void close() {
        images.close();
    }
}
