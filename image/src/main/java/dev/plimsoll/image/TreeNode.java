package dev.plimsoll.image;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the tree while it is made and afterwards. Only its own part of the path is kept, so that hundreds of thousands of
 * entries stay small. Not changed any more once the tree is given out.
 */
final class TreeNode implements FileEntry {
    private static final TreeNode[] NO_CHILDREN = new TreeNode[0];

    final String name;
    final @Nullable TreeNode parent;
    Kind kind;
    long size;
    int mode;
    int userId;
    int groupId;
    int layer;
    String linkTarget = "";
    /** Whether the selector wants the content; decided when the tree is complete. */
    boolean wanted;

    @Nullable
    FileContent content;
    /** What the selector said when the layer was read. */
    Want asked = Want.NOTHING;
    /** Whether it must be asked again, since this is a hard link or ended up under another path. */
    boolean askAgain;

    boolean hardLink;

    /** Null unless asked for. */
    @Nullable
    FileDetails details;

    /** Where a file's content lies: needed when a hard link wants what was not kept. */
    int contentLayer;

    long contentOffset;

    private TreeNode[] table = NO_CHILDREN;
    private int count;
    /** The last layer that hid what lower layers had here; what is left then is of that layer. */
    int clearedBy = -1;

    TreeNode(String name, @Nullable TreeNode parent, Kind kind) {
        this.name = name;
        this.parent = parent;
        this.kind = kind;
    }

    int childCount() {
        return count;
    }

    @Nullable
    TreeNode child(String childName) {
        if (count == 0) {
            return null;
        }
        int mask = table.length - 1;
        for (int i = spread(childName) & mask; table[i] != null; i = i + 1 & mask) {
            if (table[i].name.equals(childName)) {
                return table[i];
            }
        }
        return null;
    }

    /** Adds a child, in place of one of the same name. */
    void put(TreeNode child) {
        if ((count + 1) * 4 > table.length * 3) {
            resize(Math.max(4, table.length * 2));
        }
        int mask = table.length - 1;
        int i = spread(child.name) & mask;
        while (table[i] != null && !table[i].name.equals(child.name)) {
            i = i + 1 & mask;
        }
        if (table[i] == null) {
            count++;
        }
        table[i] = child;
    }

    private void resize(int size) {
        TreeNode[] old = table;
        table = new TreeNode[size];
        count = 0;
        for (TreeNode node : old) {
            if (node != null) {
                put(node);
            }
        }
    }

    void remove(TreeNode child) {
        int mask = table.length - 1;
        int i = spread(child.name) & mask;
        while (table[i] != child) {
            if (table[i] == null) {
                return;
            }
            i = i + 1 & mask;
        }
        table[i] = null;
        count--;
        // Those behind it may have been pushed aside by it.
        for (i = i + 1 & mask; table[i] != null; i = i + 1 & mask) {
            TreeNode moved = table[i];
            table[i] = null;
            count--;
            put(moved);
        }
    }

    TreeNode[] children() {
        TreeNode[] children = new TreeNode[count];
        int n = 0;
        for (TreeNode node : table) {
            if (node != null) {
                children[n++] = node;
            }
        }
        return children;
    }

    TreeNode[] sortedChildren() {
        TreeNode[] children = children();
        Arrays.sort(children, (a, b) -> a.name.compareTo(b.name));
        return children;
    }

    private static int spread(String name) {
        int h = name.hashCode();
        return h ^ h >>> 16;
    }

    @Override
    public String path() {
        int length = -1;
        for (TreeNode node = this; node.parent != null; node = node.parent) {
            length += node.name.length() + 1;
        }
        if (length < 0) {
            return "";
        }
        if (parent == null || parent.parent == null) {
            return name;
        }
        char[] path = new char[length];
        int end = length;
        for (TreeNode node = this; node.parent != null; node = node.parent) {
            int start = end - node.name.length();
            node.name.getChars(0, node.name.length(), path, start);
            if (start > 0) {
                path[start - 1] = '/';
            }
            end = start - 1;
        }
        return new String(path);
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int mode() {
        return mode;
    }

    @Override
    public int userId() {
        return userId;
    }

    @Override
    public int groupId() {
        return groupId;
    }

    @Override
    public String linkTarget() {
        return linkTarget;
    }

    @Override
    public int layer() {
        return layer;
    }

    @Override
    public Optional<FileDetails> details() {
        return Optional.ofNullable(details);
    }

    @Override
    public String toString() {
        return path();
    }
}
