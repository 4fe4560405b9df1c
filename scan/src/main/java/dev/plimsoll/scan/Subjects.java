package dev.plimsoll.scan;

import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.KnownLayers;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Provenance;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.source.ImageSources;
import dev.plimsoll.inventory.IdentifyContext;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.InventoryReader;
import dev.plimsoll.inventory.ReadOptions;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is to be scanned, be it an image or an SBOM. */
final class Subjects {
    private final Map<String, String> environment;
    private final HttpFetcher fetcher;
    private final Progress progress;

    private final InputStream standardInput;

    private final Clock clock;

    Subjects(
            Map<String, String> environment,
            HttpFetcher fetcher,
            Progress progress,
            InputStream standardInput,
            Clock clock) {
        this.clock = clock;
        this.environment = environment;
        this.fetcher = fetcher;
        this.progress = progress;
        this.standardInput = standardInput;
    }

    /** What is installed in an image or SBOM, and how it was built. */
    record Subject(InventoryOf contents, Provenance provenance) {}

    InventoryOf read(ImageReference reference, ScanOptions options, Path cache, TempFiles tempFiles) {
        if (reference.scheme() == Scheme.SBOM) {
            return new SbomSubject(standardInput, options.limits()).read(reference);
        }
        try (Image image = ImageSources.open(reference, openOptions(options, tempFiles))) {
            return new InventoryOf(image.info(), inventory(image, options, cache, tempFiles));
        }
    }

    Subject readWithProvenance(ImageReference reference, ScanOptions options, Path cache, TempFiles tempFiles) {
        if (reference.scheme() == Scheme.SBOM) {
            return new Subject(read(reference, options, cache, tempFiles), Provenance.NONE);
        }
        try (Image image = ImageSources.open(reference, openOptions(options, tempFiles))) {
            return readWithProvenance(image, options, cache, tempFiles);
        }
    }

    Subject readWithProvenance(Image image, ScanOptions options, Path cache, TempFiles tempFiles) {
        boolean asked = options.resolveBase() || BaseImages.needsProvenance(image.info(), options);
        Provenance provenance = asked ? image.provenance() : Provenance.NONE;
        return new Subject(new InventoryOf(image.info(), inventory(image, options, cache, tempFiles)), provenance);
    }

    Optional<BaseImage> base(Subject subject, ScanOptions options, TempFiles tempFiles, List<String> notes) {
        return new BaseImages(base -> ImageSources.open(base, openOptions(options, tempFiles)))
                .find(subject.contents().image(), subject.provenance(), options, notes);
    }

    private Inventory inventory(Image image, ScanOptions options, Path cache, TempFiles tempFiles) {
        Optional<IdentifyContext> identify = options.identify()
                ? Optional.of(
                        new IdentifyContext(fetcher, cache, options.settings(), options.limits(), clock, progress))
                : Optional.empty();
        return new InventoryReader(
                        Ecosystems.all(),
                        new ReadOptions(
                                options.readAs(), options.limits(), tempFiles, identify, progress, options.observers()))
                .read(image);
    }

    private OpenOptions openOptions(ScanOptions options, TempFiles tempFiles) {
        return new OpenOptions(
                options.platform(),
                options.ref(),
                options.crossMounts(),
                options.plainHttp(),
                environment,
                options.limits(),
                fetcher,
                tempFiles,
                progress,
                Optional.of(KnownLayers.of(AppDirectories.of(environment), clock)));
    }
}
