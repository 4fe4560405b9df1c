package dev.plimsoll.image;

import dev.plimsoll.base.LimitExceededException;
import dev.plimsoll.image.tar.TarEntry;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Puts layers on top of each other, entry by entry, as container engines do: an entry whose parent is a symbolic link lands where the
 * link leads (a merged {@code /usr}); a directory over a directory keeps what is in it, anything else is replaced; whiteouts hide
 * what lower layers have, and nothing of their own. For one thread.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/layer.md">OCI image layer, applying changesets</a>
 */
final class TreeBuilder {
    private static final String WHITEOUT = ".wh.";
    private static final String WHITEOUT_META = ".wh..wh.";
    private static final String OPAQUE = ".wh..wh..opq";

    private final TreeNode root = new TreeNode("", null, FileEntry.Kind.DIRECTORY);
    private final ReadBudget budget;
    private final Gaps gaps = new Gaps();
    private final TreeWalk lookup = new TreeWalk(root);
    private final TreeWalk making = new TreeWalk(root, this::implied);
    private int layer;
    private int nodes;
    private String lastDirectory = "";
    private @Nullable TreeNode lastDirectoryNode;
    private boolean moved;

    TreeBuilder(ReadBudget budget) {
        this.budget = budget;
    }

    /** Puts one layer on top. */
    void add(LayerListing listing) throws LimitExceededException {
        layer = listing.index();
        lastDirectoryNode = null;
        for (LayerEntry entry : listing.entries()) {
            add(entry);
            budget.requireNodes(nodes);
        }
        gaps.addAll(listing.gaps());
    }

    Gaps gaps() {
        return gaps;
    }

    TreeNode root() {
        return root;
    }

    private void add(LayerEntry entry) {
        String path = entry.path();
        if (path.isEmpty()) {
            return;
        }
        int slash = path.lastIndexOf('/');
        TreeNode parent = directory(slash < 0 ? "" : path.substring(0, slash));
        String name = slash < 0 ? path : path.substring(slash + 1);
        if (parent == null) {
            gap(path, "one of its parents is no directory, or a link that leads nowhere");
        } else if (name.startsWith(WHITEOUT)) {
            whiteout(parent, name, path);
        } else {
            place(parent, name, entry);
        }
    }

    private void gap(String path, String detail) {
        gaps.add(path, layer, Gap.Reason.CORRUPT, detail);
    }

    private @Nullable TreeNode directory(String path) {
        if (lastDirectoryNode != null && path.equals(lastDirectory)) {
            return lastDirectoryNode;
        }
        TreeNode directory = making.walk(path, true);
        if (directory == null || directory.kind != FileEntry.Kind.DIRECTORY) {
            return null;
        }
        lastDirectory = path;
        lastDirectoryNode = directory;
        moved = !directory.path().equals(path);
        return directory;
    }

    /** A directory that a path goes through and nobody wrote an entry for. */
    private TreeNode implied(TreeNode parent, String name) {
        TreeNode node = new TreeNode(name, parent, FileEntry.Kind.DIRECTORY);
        node.mode = 0755;
        node.layer = layer;
        parent.put(node);
        nodes++;
        return node;
    }

    private void whiteout(TreeNode parent, String name, String path) {
        if (name.equals(OPAQUE)) {
            clear(parent);
        } else if (!name.startsWith(WHITEOUT_META)) {
            String hidden = name.substring(WHITEOUT.length());
            if (hidden.isEmpty() || hidden.equals(".") || hidden.equals("..")) {
                gap(path, "a whiteout that names nothing");
                return;
            }
            TreeNode node = parent.child(hidden);
            if (node != null) {
                clear(node);
                removeIfLower(node);
            }
        }
    }

    /** Removes all that lower layers have below {@code top}; each directory is looked at once for a layer, so it stays quick. */
    private void clear(TreeNode top) {
        Deque<TreeNode> open = new ArrayDeque<>();
        Deque<TreeNode> seen = new ArrayDeque<>();
        open.push(top);
        while (!open.isEmpty()) {
            TreeNode node = open.pop();
            if (node.clearedBy != layer) {
                node.clearedBy = layer;
                seen.push(node);
                for (TreeNode child : node.children()) {
                    open.push(child);
                }
            }
        }
        // The deepest were found last: their parents may be empty after them.
        while (!seen.isEmpty()) {
            TreeNode node = seen.pop();
            if (node != top) {
                removeIfLower(node);
            }
        }
        lastDirectoryNode = null;
    }

    private void removeIfLower(TreeNode node) {
        if (node.layer < layer && node.childCount() == 0 && node.parent != null) {
            node.parent.remove(node);
            nodes--;
            lastDirectoryNode = null;
        }
    }

    private void place(TreeNode parent, String name, LayerEntry entry) {
        TreeNode old = parent.child(name);
        if (entry.kind() == TarEntry.Kind.HARD_LINK) {
            link(parent, name, old, entry);
        } else if (old != null && old.kind == FileEntry.Kind.DIRECTORY && entry.kind() == TarEntry.Kind.DIRECTORY) {
            describe(old, entry);
        } else {
            TreeNode node = new TreeNode(name, parent, kind(entry.kind()));
            describe(node, entry);
            put(parent, old, node);
        }
    }

    private static FileEntry.Kind kind(TarEntry.Kind kind) {
        return switch (kind) {
            case FILE, HARD_LINK -> FileEntry.Kind.FILE;
            case DIRECTORY -> FileEntry.Kind.DIRECTORY;
            case SYMLINK -> FileEntry.Kind.SYMLINK;
            case OTHER -> FileEntry.Kind.OTHER;
        };
    }

    private void describe(TreeNode node, LayerEntry entry) {
        node.size = entry.size();
        node.mode = entry.mode();
        node.userId = entry.userId();
        node.groupId = entry.groupId();
        node.layer = layer;
        node.linkTarget = entry.link();
        node.details = entry.details();
        if (entry.kind() == TarEntry.Kind.FILE) {
            node.contentLayer = layer;
            node.contentOffset = entry.offset();
            node.content = entry.content();
            node.asked = entry.asked();
            node.askAgain = moved;
        }
    }

    private void put(TreeNode parent, @Nullable TreeNode old, TreeNode node) {
        if (old != null) {
            nodes -= old.childCount() == 0 ? 1 : count(old);
            lastDirectoryNode = null;
        }
        parent.put(node);
        nodes++;
    }

    private static int count(TreeNode top) {
        int count = 0;
        Deque<TreeNode> open = new ArrayDeque<>();
        open.push(top);
        while (!open.isEmpty()) {
            count++;
            for (TreeNode child : open.pop().children()) {
                open.push(child);
            }
        }
        return count;
    }

    /** A hard link is another name for what its target is now, whatever happens to the target later. */
    private void link(TreeNode parent, String name, @Nullable TreeNode old, LayerEntry entry) {
        TreeNode target = lookup.walk(entry.link(), false);
        if (target == null || target.kind == FileEntry.Kind.DIRECTORY) {
            gap(
                    entry.path(),
                    "a hard link to '" + FileNames.printable(entry.link()) + "', which is "
                            + (target == null ? "not in the image" : "a directory"));
            return;
        }
        if (target == old) {
            return;
        }
        TreeNode node = new TreeNode(name, parent, target.kind);
        node.size = target.size;
        node.mode = target.mode;
        node.userId = target.userId;
        node.groupId = target.groupId;
        node.linkTarget = target.linkTarget;
        node.layer = layer;
        node.contentLayer = target.contentLayer;
        node.contentOffset = target.contentOffset;
        node.content = target.content;
        node.asked = target.asked;
        node.askAgain = true;
        node.hardLink = true;
        node.details = target.details;
        put(parent, old, node);
    }
}
