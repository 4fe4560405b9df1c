package dev.plimsoll.image;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes a tree out of what is told, for what is no tar: a directory, or a test. Later entries replace earlier ones of the
 * same path; parents that nobody told of are implied. For one thread; not usable any more after {@link #build}.
 */
public final class FileTreeBuilder {
    private final TreeNode root = new TreeNode("", null, FileEntry.Kind.DIRECTORY);
    private final Gaps gaps = new Gaps();
    private final int maxEntries;
    private int count;
    private int layer;
    private String lastPath = "";
    private TreeNode last = root;

    /** An empty tree. */
    public FileTreeBuilder(Limits limits) {
        this.maxEntries = limits.entries();
    }

    /**
     * What entries have in common.
     *
     * @param mode as {@link FileEntry#mode()}
     * @param userId as {@link FileEntry#userId()}
     * @param groupId as {@link FileEntry#groupId()}
     */
    public record Attributes(int mode, int userId, int groupId) {
        /** A file of root's that all may read. */
        public static final Attributes FILE = new Attributes(0644, 0, 0);

        /** A directory of root's that all may read. */
        public static final Attributes DIRECTORY = new Attributes(0755, 0, 0);
    }

    /** What is added from now on is of this layer; of the lowest, if nothing is said. */
    public FileTreeBuilder layer(int index) {
        layer = index;
        return this;
    }

    /**
     * Adds a regular file.
     *
     * @param path as {@link FileEntry#path()}
     * @param content as {@link FileTree#content} gives it; empty if it is not wanted
     */
    public FileTreeBuilder file(String path, long size, Attributes attributes, Optional<FileContent> content) {
        TreeNode node = add(path, FileEntry.Kind.FILE, attributes);
        node.size = size;
        node.wanted = content.isPresent();
        node.content = content.orElse(null);
        return this;
    }

    /** Adds a directory. */
    public FileTreeBuilder directory(String path, Attributes attributes) {
        add(path, FileEntry.Kind.DIRECTORY, attributes);
        return this;
    }

    /** Adds a symbolic link. */
    public FileTreeBuilder symlink(String path, String target, Attributes attributes) {
        add(path, FileEntry.Kind.SYMLINK, attributes).linkTarget = target;
        return this;
    }

    /** Adds a device, pipe or socket. */
    public FileTreeBuilder other(String path, Attributes attributes) {
        add(path, FileEntry.Kind.OTHER, attributes);
        return this;
    }

    /** Adds a place that could not be read. */
    public FileTreeBuilder gap(String path, Gap.Reason reason, String detail) {
        gaps.add(new Gap(path, OptionalInt.of(0), reason, detail));
        return this;
    }

    /** The tree. */
    public FileTree build() {
        return new MergedTree(root, TreeOrder.byPath(root), gaps.list());
    }

    private TreeNode add(String path, FileEntry.Kind kind, Attributes attributes) {
        if (!FileNames.normalise(path).equals(Optional.of(path)) || path.isEmpty()) {
            throw new IllegalArgumentException("'" + path + "' is no path of an entry");
        }
        int slash = path.lastIndexOf('/');
        TreeNode parent = parent(slash < 0 ? "" : path.substring(0, slash));
        String name = path.substring(slash + 1);
        TreeNode old = parent.child(name);
        boolean same = old != null && kind == FileEntry.Kind.DIRECTORY && old.kind == kind;
        TreeNode node = same && old != null ? old : make(parent, name, kind);
        node.layer = layer;
        node.mode = attributes.mode();
        node.userId = attributes.userId();
        node.groupId = attributes.groupId();
        return node;
    }

    private TreeNode make(TreeNode parent, String name, FileEntry.Kind kind) {
        if (++count > maxEntries) {
            throw new PlimsollException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "there are more than the limit of " + maxEntries + " entries (--limit entries=…)");
        }
        TreeNode node = new TreeNode(name, parent, kind);
        node.layer = layer;
        parent.put(node);
        return node;
    }

    private TreeNode parent(String path) {
        if (path.isEmpty()) {
            return root;
        }
        if (!path.equals(lastPath) || last == root) {
            last = walk(path);
            lastPath = path;
        }
        return last;
    }

    private TreeNode walk(String path) {
        TreeNode at = root;
        for (int from = 0; from <= path.length(); ) {
            int slash = path.indexOf('/', from);
            int end = slash < 0 ? path.length() : slash;
            String name = path.substring(from, end);
            TreeNode child = at.child(name);
            if (child == null || child.kind != FileEntry.Kind.DIRECTORY) {
                child = make(at, name, FileEntry.Kind.DIRECTORY);
                child.mode = 0755;
            }
            at = child;
            from = end + 1;
        }
        return at;
    }
}
