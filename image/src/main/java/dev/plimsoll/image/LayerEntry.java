package dev.plimsoll.image;

import dev.plimsoll.image.tar.TarEntry;
import org.jspecify.annotations.Nullable;

/**
 * One entry of one layer, before it is merged.
 *
 * @param path normalised, but symbolic links of lower layers may still lead its parents elsewhere
 * @param link target as written; of a hard link, normalised
 * @param asked what the selector wanted of it under this path; NOTHING where contents can be had at any time and nobody asked
 * @param offset where the content begins in the layer's tar
 * @param content if it was kept, or has holes
 * @param details if they were asked for
 */
record LayerEntry(
        String path,
        TarEntry.Kind kind,
        long size,
        int mode,
        int userId,
        int groupId,
        String link,
        Want asked,
        long offset,
        @Nullable StoredContent content,
        @Nullable FileDetails details) {
    /** The same with a content that is kept. */
    LayerEntry withContent(StoredContent newContent) {
        return new LayerEntry(path, kind, size, mode, userId, groupId, link, asked, offset, newContent, details);
    }
}
