package dev.plimsoll.image.source;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.ImageSource;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.source.directory.DirectorySource;
import dev.plimsoll.image.source.docker.ArchiveSource;
import dev.plimsoll.image.source.engine.EngineSource;
import dev.plimsoll.image.source.oci.OciSource;
import dev.plimsoll.image.source.registry.RegistrySource;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The door: all forms of images there are, and the way to open one. */
public final class ImageSources {
    private static final List<ImageSource> ALL = List.of(
            new ArchiveSource(), //
            new OciSource(), //
            new DirectorySource(), //
            new EngineSource(), //
            new RegistrySource());

    private ImageSources() {}

    /** All forms, one source each. */
    public static List<ImageSource> all() {
        return ALL;
    }

    /**
     * Opens an image. A name without a prefix is looked for in the local engine, then in its registry.
     *
     * @throws PlimsollException IMAGE_NOT_FOUND saying what was tried and what may have been meant; or what the source says
     */
    public static Image open(ImageReference reference, OpenOptions options) {
        try {
            return reference.scheme() == Scheme.IMAGE
                    ? search(reference, options)
                    : source(reference).open(reference, options);
        } catch (InvalidPathException e) {
            throw new PlimsollException(ErrorCode.USAGE, "'" + reference + "' is no path: " + e.getReason(), e);
        }
    }

    /** Whether the local engine has an image of this name; no engine has none. Asks without fetching it. */
    public static boolean isInEngine(String name, OpenOptions options) {
        return EngineSource.has(name, options);
    }

    private static ImageSource source(ImageReference reference) {
        return ALL.stream()
                .filter(source -> source.reads(reference))
                .findFirst()
                .orElseThrow(() -> new PlimsollException(
                        ErrorCode.USAGE, "'" + reference.scheme().prefix() + "' is no image that can be opened"));
    }

    private static Image search(ImageReference reference, OpenOptions options) {
        List<String> tried = new ArrayList<>();
        for (Scheme scheme : List.of(Scheme.LOCAL, Scheme.REGISTRY)) {
            ImageReference there = new ImageReference(scheme, reference.place());
            try {
                return source(there).open(there, options);
            } catch (PlimsollException e) {
                if (!mayBeElsewhere(e, scheme)) {
                    throw e;
                }
                tried.add(scheme.prefix() + ": " + e.getMessage());
            }
        }
        throw new PlimsollException(
                ErrorCode.IMAGE_NOT_FOUND,
                "no image '" + reference.place() + "' was found. Tried " + String.join("; ", tried) + hint(reference));
    }

    /** A damaged image in the engine is an error of its own; one that is not there may be in the registry. */
    private static boolean mayBeElsewhere(PlimsollException failure, Scheme scheme) {
        return switch (failure.code()) {
            case IMAGE_NOT_FOUND, ENGINE_UNREACHABLE, USAGE -> true;
            case NETWORK, ACCESS_DENIED, OFFLINE -> scheme == Scheme.REGISTRY;
            default -> false;
        };
    }

    private static String hint(ImageReference reference) {
        Path path;
        try {
            path = Path.of(reference.place());
        } catch (InvalidPathException e) {
            return "";
        }
        if (Files.isRegularFile(path)) {
            return ". There is a file of that name: did you mean archive://" + reference.place() + "?";
        }
        if (Files.exists(path.resolve("index.json"))) {
            return ". There is an OCI layout of that name: did you mean oci-dir://" + reference.place() + "?";
        }
        return Files.isDirectory(path)
                ? ". There is a directory of that name: did you mean fs://" + reference.place() + "?"
                : "";
    }
}
