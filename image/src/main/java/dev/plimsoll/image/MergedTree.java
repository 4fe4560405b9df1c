package dev.plimsoll.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tree that {@link TreeBuilder} made, for reading. */
final class MergedTree implements FileTree {
    private final TreeNode root;
    private final TreeNode[] ordered;
    private final List<Gap> gaps;

    MergedTree(TreeNode root, TreeNode[] ordered, List<Gap> gaps) {
        this.root = root;
        this.ordered = ordered;
        this.gaps = List.copyOf(gaps);
    }

    @Override
    public Stream<FileEntry> entries() {
        return Arrays.stream(ordered);
    }

    @Override
    public int size() {
        return ordered.length;
    }

    @Override
    public Optional<FileEntry> find(String path) {
        return found(new TreeWalk(root).walk(path, true));
    }

    @Override
    public Optional<FileEntry> entry(String path) {
        TreeNode at = root;
        for (int from = 0; from <= path.length(); ) {
            int slash = path.indexOf('/', from);
            int end = slash < 0 ? path.length() : slash;
            TreeNode child = at.child(path.substring(from, end));
            if (child == null) {
                return Optional.empty();
            }
            at = child;
            from = end + 1;
        }
        return found(at);
    }

    private Optional<FileEntry> found(@Nullable TreeNode node) {
        return node == null || node == root ? Optional.empty() : Optional.of(node);
    }

    @Override
    public List<FileEntry> children(String path) {
        TreeNode directory = new TreeWalk(root).walk(path, true);
        return directory == null ? List.of() : List.of(directory.sortedChildren());
    }

    @Override
    public Optional<FileContent> content(FileEntry entry) {
        return entry instanceof TreeNode node && node.wanted ? Optional.ofNullable(node.content) : Optional.empty();
    }

    /** A place in a layer. */
    private record Place(int layer, long offset) {
        static Place of(TreeNode node) {
            return new Place(node.contentLayer, node.contentOffset);
        }
    }

    @Override
    public List<List<FileEntry>> hardLinks() {
        Map<Place, List<FileEntry>> names = new LinkedHashMap<>();
        for (TreeNode node : ordered) {
            if (node.kind == FileEntry.Kind.FILE && node.hardLink) {
                names.put(Place.of(node), new ArrayList<>());
            }
        }
        for (TreeNode node : ordered) {
            if (node.kind == FileEntry.Kind.FILE && names.containsKey(Place.of(node))) {
                names.computeIfAbsent(Place.of(node), place -> new ArrayList<>())
                        .add(node);
            }
        }
        return names.values().stream()
                .filter(each -> each.size() > 1)
                .map(List::copyOf)
                .toList();
    }

    @Override
    public List<Gap> gaps() {
        return gaps;
    }
}
