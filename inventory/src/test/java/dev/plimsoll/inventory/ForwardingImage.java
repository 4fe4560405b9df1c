package dev.plimsoll.inventory;

import dev.plimsoll.image.FileSelector;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageInfo;
import java.util.function.Consumer;

/** Shows the trees that an image gave. */
record ForwardingImage(MemoryImage image, Consumer<MemoryTree> given) implements Image {
    @Override
    public ImageInfo info() {
        return image.info();
    }

    @Override
    public FileTree read(FileSelector selector) {
        MemoryTree tree = image.read(selector);
        given.accept(tree);
        return tree;
    }

    @Override
    public void close() {}
}
