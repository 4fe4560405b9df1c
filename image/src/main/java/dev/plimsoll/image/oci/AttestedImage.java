package dev.plimsoll.image.oci;

import dev.plimsoll.image.FileSelector;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.Provenance;
import dev.plimsoll.image.StoredImage;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** An image of an index, with what its builder attests about it there. Internal to this module. */
public final class AttestedImage implements Image {
    private final Image image;
    private final List<Descriptor> index;
    private final Supplier<Provenance> provenance;

    /**
     * @param index that the image stands in; empty without one
     * @param provenance reads it; asked only if somebody wants to know
     */
    public AttestedImage(Image image, List<Descriptor> index, Supplier<Provenance> provenance) {
        this.image = image;
        this.index = List.copyOf(index);
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
    public List<Platform> platforms() {
        List<Platform> platforms = index.stream()
                .filter(each -> !each.isAttestation())
                .flatMap(each -> each.platform().stream())
                .distinct()
                .toList();
        return platforms.size() > 1 ? platforms : List.of();
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
