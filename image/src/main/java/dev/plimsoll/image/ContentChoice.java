package dev.plimsoll.image;

import dev.plimsoll.image.blob.Backing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides, once the tree is complete, which contents can be had. Some may be wanted that passed by unkept: of a hard link whose
 * target nobody wanted, or of a file that came under another path than it has now. Those are to be read again.
 */
final class ContentChoice {
    private final FileSelector selector;
    private final Map<Integer, Place> files = new HashMap<>();
    private final Map<Integer, Map<Long, List<TreeNode>>> missed = new TreeMap<>();

    private record Place(Backing file, long start) {}

    ContentChoice(FileSelector selector) {
        this.selector = selector;
    }

    /** Takes note of where a layer's contents lie. */
    void add(LayerListing listing) {
        if (listing.file() != null) {
            files.put(listing.index(), new Place(listing.file(), listing.start()));
        }
    }

    void decide(TreeNode[] nodes) {
        for (TreeNode node : nodes) {
            if (node.kind == FileEntry.Kind.FILE) {
                decide(node);
            }
        }
    }

    private void decide(TreeNode node) {
        Place place = files.get(node.contentLayer);
        if (place == null && !node.askAgain) {
            node.wanted = node.content != null;
            return;
        }
        Want want = selector.select(node.path(), node.hardLink ? 0 : node.size, node.mode);
        node.wanted = want != Want.NOTHING;
        if (!node.wanted || node.content != null) {
            return;
        }
        if (place != null) {
            node.content = new StoredContent(place.file, place.start + node.contentOffset, node.size, null);
        } else if (want == Want.CONTENT || node.asked == Want.NOTHING) {
            missed.computeIfAbsent(node.contentLayer, layer -> new TreeMap<>())
                    .computeIfAbsent(node.contentOffset, offset -> new ArrayList<>())
                    .add(node);
        }
    }

    /** By layer and place of the content in it: the files whose content must be read again. */
    Map<Integer, Map<Long, List<TreeNode>>> missed() {
        return missed;
    }
}
