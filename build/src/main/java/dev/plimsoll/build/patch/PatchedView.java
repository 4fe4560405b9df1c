package dev.plimsoll.build.patch;

import dev.plimsoll.base.Limits;
import dev.plimsoll.build.attest.BodyContent;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileSelector;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.FileTreeBuilder;
import dev.plimsoll.image.FileTreeBuilder.Attributes;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.Want;
import dev.plimsoll.image.write.LayerFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An image as it will be with a layer on top: what is in it is known, and can be proved, before it is written. The files below are those
 * that were read already.
 */
final class PatchedView implements Image {
    private static final String WHITEOUT = ".wh.";

    private final ImageInfo base;
    private final FileTree below;
    private final List<LayerFile> layer;

    PatchedView(ImageInfo base, FileTree below, List<LayerFile> layer) {
        this.base = base;
        this.below = below;
        this.layer = List.copyOf(layer);
    }

    @Override
    public ImageInfo info() {
        return base;
    }

    @Override
    public FileTree read(FileSelector selector) {
        Set<String> gone = new HashSet<>();
        Map<String, LayerFile> above = new HashMap<>();
        for (LayerFile each : layer) {
            int name = each.path().lastIndexOf('/') + 1;
            if (each.path().startsWith(WHITEOUT, name)) {
                gone.add(each.path().substring(0, name) + each.path().substring(name + WHITEOUT.length()));
            } else {
                above.put(each.path(), each);
            }
        }
        FileTreeBuilder tree = new FileTreeBuilder(Limits.DEFAULT);
        below.entries()
                .filter(each -> !above.containsKey(each.path()) && !isHidden(each.path(), gone, above))
                .forEach(each -> add(each, selector, tree));
        tree.layer(base.layers().size());
        above.values().forEach(each -> add(each, above, selector, tree));
        below.gaps().forEach(gap -> tree.gap(gap.path(), gap.reason(), gap.detail()));
        return tree.build();
    }

    /** Whether a path or a directory above it is gone, or is no directory any more. */
    private static boolean isHidden(String path, Set<String> gone, Map<String, LayerFile> above) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            String at = path.substring(0, end);
            LayerFile file = above.get(at);
            if (gone.contains(at) || file != null && file.type() != LayerFile.Type.DIRECTORY) {
                return true;
            }
        }
        return false;
    }

    private void add(FileEntry entry, FileSelector selector, FileTreeBuilder tree) {
        Attributes attributes = new Attributes(entry.mode(), entry.userId(), entry.groupId());
        tree.layer(entry.layer());
        switch (entry.kind()) {
            case DIRECTORY -> tree.directory(entry.path(), attributes);
            case SYMLINK -> tree.symlink(entry.path(), entry.linkTarget(), attributes);
            case OTHER -> tree.other(entry.path(), attributes);
            case FILE ->
                tree.file(
                        entry.path(),
                        entry.size(),
                        attributes,
                        isWanted(entry.path(), entry.size(), entry.mode(), selector)
                                ? below.content(entry)
                                : Optional.empty());
        }
    }

    private static void add(LayerFile file, Map<String, LayerFile> above, FileSelector selector, FileTreeBuilder tree) {
        Attributes attributes = new Attributes(file.mode(), file.userId(), file.groupId());
        switch (file.type()) {
            case DIRECTORY -> tree.directory(file.path(), attributes);
            case SYMLINK -> tree.symlink(file.path(), file.linkTarget(), attributes);
            case FILE, HARD_LINK -> {
                LayerFile real = above.getOrDefault(file.linkTarget(), file);
                long size = real.size();
                tree.file(
                        file.path(),
                        size,
                        attributes,
                        isWanted(file.path(), size, file.mode(), selector)
                                ? real.body().map(BodyContent::new)
                                : Optional.empty());
            }
        }
    }

    private static boolean isWanted(String path, long size, int mode, FileSelector selector) {
        return selector.select(path, size, mode) != Want.NOTHING;
    }

    @Override
    public void close() {
        // The files are the patch's.
    }
}
