package dev.plimsoll.image;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Follows a path through a tree and its symbolic links, never out of its root. */
final class TreeWalk {
    /** As many as Linux follows before it says ELOOP. */
    private static final int MAX_LINKS = 40;

    /** What to do where a path leads to nothing. */
    interface Missing {
        @Nullable
        TreeNode make(TreeNode parent, String name);
    }

    private final TreeNode root;
    private final Missing missing;

    TreeWalk(TreeNode root, Missing missing) {
        this.root = root;
        this.missing = missing;
    }

    TreeWalk(TreeNode root) {
        this(root, (parent, name) -> null);
    }

    /**
     * The node that {@code path} leads to, or null if there is none, links loop, or something on the way is no directory.
     *
     * @param followLast whether a link at the path's end is followed
     */
    @Nullable
    TreeNode walk(String path, boolean followLast) {
        Deque<String> parts = new ArrayDeque<>();
        pushParts(path, parts);
        TreeNode at = root;
        int links = 0;
        while (!parts.isEmpty()) {
            String part = parts.pop();
            if (at.kind != FileEntry.Kind.DIRECTORY) {
                return null;
            }
            if (part.equals("..")) {
                at = at.parent == null ? root : at.parent;
                continue;
            }
            TreeNode child = at.child(part);
            if (child == null) {
                child = missing.make(at, part);
            }
            if (child == null) {
                return null;
            }
            if (child.kind == FileEntry.Kind.SYMLINK && (followLast || !parts.isEmpty())) {
                if (++links > MAX_LINKS) {
                    return null;
                }
                at = child.linkTarget.startsWith("/") ? root : at;
                pushParts(child.linkTarget, parts);
            } else {
                at = child;
            }
        }
        return at;
    }

    /** Puts the parts of a path before those that wait; a last slash or dot only says that it is a directory. */
    private static void pushParts(String path, Deque<String> parts) {
        int end = path.length();
        while (end > 0) {
            int slash = path.lastIndexOf('/', end - 1);
            String part = path.substring(slash + 1, end);
            if (!part.isEmpty() && !part.equals(".")) {
                parts.push(part);
            }
            end = slash;
        }
    }
}
