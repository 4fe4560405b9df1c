package dev.plimsoll.inventory;

import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.ImageInfo;

/**
 * Looks at the merged tree of the one walk that makes the inventory, so that what else is asked of an image costs no second reading.
 * For one image.
 */
public interface TreeObserver {
    /**
     * Whether the content of a file will be asked for; as cheap as {@link dev.plimsoll.image.FileSelector#select}, called from several
     * threads, and only for files within {@link dev.plimsoll.base.Limits#fileBytes()}.
     */
    boolean wants(String path);

    /**
     * Called once, while the image is open.
     *
     * @param image what the image says of itself, which tells where in the tree to look
     */
    void observe(ImageInfo image, FileTree tree);
}
