package dev.plimsoll.image.oci;

import dev.plimsoll.image.FileSelector;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.Provenance;
import dev.plimsoll.image.StoredImage;
import java.util.Optional;
import java.util.function.Supplier;

/** An image with what its builder attests about it. Internal to this module. */
public final class AttestedImage implements Image {
    private final Image image;
    private final Supplier<Provenance> provenance;

    /** @param provenance reads it; asked only if somebody wants to know */
    public AttestedImage(Image image, Supplier<Provenance> provenance) {
        this.image = image;
        this.provenance = provenance;
    }

    @Override
    public ImageInfo info() {
        return image.info();
    }

    @Override
    public FileTree read(FileSelector selector) {
        return image.read(selector);
    }

    @Override
    public Provenance provenance() {
        return provenance.get();
    }

    @Override
    public Optional<StoredImage> stored() {
        return image.stored();
    }

    @Override
    public void close() {
        image.close();
    }
}
