package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Scheme;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a mended image goes: a place in full, or the registry or the engine under a name; and where documents about it go. */
final class TargetOptions {
    private static final String SUFFIX = "-patched";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "TARGET",
            description = "Where the new image goes.")
    private @Nullable String output;

    @Option(names = "--push", description = "To the image's registry; short for -o registry://NAME.")
    private boolean push;

    @Option(names = "--load", description = "Into the local engine; short for -o local://NAME.")
    private boolean load;

    @Option(
            names = {"-t", "--tag"},
            paramLabel = "NAME",
            description =
                    "Its name, for --push and --load. Default: that of the image with '" + SUFFIX + "' behind its tag.")
    private @Nullable String tag;

    @Option(
            names = "--documents",
            paramLabel = "DIR",
            description =
                    "Also write the SBOM (CycloneDX and SPDX), the OpenVEX document of what is fixed, and the provenance into DIR."
                            + " In a layout and a registry they are OCI referrers of the image anyway.")
    private @Nullable Path documents;

    /**
     * The place; empty for a dry run that names none.
     *
     * @throws PlimsollException as {@link #of}
     */
    Optional<ImageReference> of(ImageReference image, boolean dryRun) {
        return dryRun && output == null && !push && !load ? Optional.empty() : Optional.of(of(image));
    }

    /**
     * The folder for documents, made if it is not there; empty if none is wanted.
     *
     * @throws PlimsollException FILE_ACCESS if nothing can be written there
     */
    Optional<DocumentFolder> documents() {
        return Optional.ofNullable(documents).map(DocumentFolder::new);
    }

    /**
     * The place.
     *
     * @throws PlimsollException USAGE if none is named, several are, or the image has no name to make one of
     */
    ImageReference of(ImageReference image) {
        if (Stream.of(output != null, push, load).filter(each -> each).count() != 1) {
            throw usage("one of -o TARGET, --push and --load is wanted, or --dry-run");
        }
        if (output != null) {
            if (tag != null) {
                throw usage("--tag is for --push and --load; -o names the place in full");
            }
            return ImageReference.parse(output);
        }
        return new ImageReference(push ? Scheme.REGISTRY : Scheme.LOCAL, name(image));
    }

    private String name(ImageReference image) {
        if (tag != null) {
            return tag;
        }
        boolean named = switch (image.scheme()) {
            case IMAGE, LOCAL, REGISTRY -> true;
            case OCI_DIR, ARCHIVE, FS, SBOM -> false;
        };
        if (!named) {
            throw usage("'" + image + "' says no name for --push or --load: give one with --tag NAME");
        }
        String place = image.place();
        int digest = place.indexOf('@');
        String plain = digest < 0 ? place : place.substring(0, digest);
        boolean tagged = plain.indexOf(':', plain.lastIndexOf('/') + 1) >= 0;
        return plain + (tagged ? SUFFIX : ":latest" + SUFFIX);
    }

    private static PlimsollException usage(String message) {
        return new PlimsollException(ErrorCode.USAGE, message);
    }
}
