package dev.plimsoll.build.patch;

import dev.plimsoll.image.FileSelector;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.Provenance;
import dev.plimsoll.image.StoredImage;
import dev.plimsoll.image.Want;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An image whose layers are read once, for its scan and for the patch that follows; twice if that needs every file. */
final class ReadOnce implements Image {
    private final Image image;
    private @Nullable FileTree tree;

    /** @param image closed with this */
    ReadOnce(Image image) {
        this.image = image;
    }

    /** The files: those that the first reader wants can be looked into, and those of a {@link PatchSelector}. */
    @Override
    public FileTree read(FileSelector selector) {
        if (selector instanceof PatchSelector patch && patch.isForAll()) {
            // Only the first reading tells that an image is one of these, which are small.
            return image.read(selector);
        }
        FileTree known = tree;
        if (known == null) {
            known = image.read(new WithPatch(selector));
            tree = known;
        }
        return known;
    }

    @Override
    public ImageInfo info() {
        return image.info();
    }

    @Override
    public Provenance provenance() {
        return image.provenance();
    }

    @Override
    public List<Platform> platforms() {
        return image.platforms();
    }

    @Override
    public Optional<StoredImage> stored() {
        return image.stored();
    }

    @Override
    public void close() {
        image.close();
    }

    /** What somebody wants, and a patch too. */
    private record WithPatch(FileSelector other) implements FileSelector {
        private static final PatchSelector PATCH = new PatchSelector();

        @Override
        public Want select(String path, long size, int mode) {
            Want wanted = other.select(path, size, mode);
            return wanted == Want.CONTENT
                    ? wanted
                    : PATCH.select(path, size, mode) == Want.CONTENT ? Want.CONTENT : wanted;
        }

        @Override
        public boolean wantsDetails() {
            return true;
        }

        @Override
        public byte[] probeStart() {
            return other.probeStart();
        }

        @Override
        public byte[] probeMarker() {
            return other.probeMarker();
        }
    }
}
