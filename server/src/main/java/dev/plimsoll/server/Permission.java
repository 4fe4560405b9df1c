package dev.plimsoll.server;

import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.registry.RegistryName;
import java.util.Locale;

/** Whether an image may be scanned: asked when it is asked for, and again before it is opened, as files may have changed meanwhile. */
final class Permission {
    private static final int LONGEST = 4096;

    private final Allowed allowed;

    Permission(Allowed allowed) {
        this.allowed = allowed;
    }

    /**
     * The image of that name.
     *
     * @throws Problem 400 for what is no image that a client can name, 403 for one that is not allowed
     */
    ImageReference require(String image) {
        if (image.length() > LONGEST || !SafeText.line(image).equals(image)) {
            throw Problem.badRequest(
                    "at /image: a name has at most " + LONGEST + " characters, none of them invisible");
        }
        ImageReference reference;
        try {
            reference = ImageReference.parse(image);
            switch (reference.scheme()) {
                case REGISTRY -> requireRegistry(RegistryName.parse(reference.place()));
                case OCI_DIR, ARCHIVE -> new AllowedFiles(allowed.directories()).require(reference.place());
                case LOCAL -> requireEngine();
                case IMAGE, FS, SBOM ->
                    throw Problem.badRequest(
                            "at /image: begin it with registry://, oci-dir://, archive:// or local://");
            }
        } catch (PlimsollException e) {
            throw Problem.badRequest("at /image: " + e.getMessage());
        }
        return reference;
    }

    private void requireRegistry(RegistryName name) {
        if (!allowed.registries().contains(name.registry().toLowerCase(Locale.ROOT))) {
            throw Problem.forbidden("the registry " + name.registry()
                    + " is not allowed here; start the server with --allow-registry " + name.registry());
        }
    }

    private void requireEngine() {
        if (!allowed.engine()) {
            throw Problem.forbidden("the local engine is not allowed here; start the server with --allow-engine");
        }
    }
}
