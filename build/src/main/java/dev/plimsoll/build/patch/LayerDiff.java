package dev.plimsoll.build.patch;

import dev.plimsoll.build.tree.Contents;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The layer that makes one tree of another: what is new or changed, a whiteout for what is gone, and the directories that these lie in,
 * without which an engine would give them modes of its own.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts">OCI image layer: whiteouts</a>
 */
final class LayerDiff {
    private static final String WHITEOUT = ".wh.";

    private final Draft after;
    private final Map<String, LayerFile> layer = new TreeMap<>();

    private LayerDiff(Draft after) {
        this.after = after;
    }

    /**
     * The layer's entries; none if nothing has changed.
     *
     * @throws IOException if a content can't be compared
     */
    static List<LayerFile> of(Map<String, LayerFile> before, Draft after) throws IOException {
        LayerDiff diff = new LayerDiff(after);
        for (LayerFile file : after.files()) {
            if (!isSame(before.get(file.path()), file, after)) {
                diff.add(file);
            }
        }
        for (String path : before.keySet()) {
            if (after.find(path).isEmpty()) {
                diff.hide(path);
            }
        }
        return List.copyOf(diff.layer.values());
    }

    private void add(LayerFile file) {
        layer.put(file.path(), file);
        if (file.type() == LayerFile.Type.HARD_LINK) {
            // A layer's links lead to files of the same layer.
            after.find(file.linkTarget()).ifPresent(this::add);
        }
        parents(file.path());
    }

    private void hide(String path) {
        int slash = path.lastIndexOf('/');
        boolean parentStays = slash < 0
                || after.find(path.substring(0, slash))
                        .filter(each -> each.type() == LayerFile.Type.DIRECTORY)
                        .isPresent();
        if (parentStays) {
            String hidden = path.substring(0, slash + 1) + WHITEOUT + path.substring(slash + 1);
            layer.put(hidden, LayerFile.file(hidden, 0, after.epoch(), FileBody.of(new byte[0])));
            parents(path);
        }
    }

    private void parents(String path) {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            String parent = path.substring(0, slash);
            after.find(parent).ifPresent(directory -> layer.putIfAbsent(parent, directory));
        }
    }

    /** Whether a file is as it was; a time that is only that of the patch does not count. */
    private static boolean isSame(@Nullable LayerFile before, LayerFile now, Draft after) throws IOException {
        if (now.equals(before)) {
            return true;
        }
        boolean alike = before != null
                && before.type() == now.type()
                && before.mode() == now.mode()
                && before.userId() == now.userId()
                && before.groupId() == now.groupId()
                && before.linkTarget().equals(now.linkTarget())
                && before.size() == now.size()
                && (now.modified().equals(after.epoch())
                        || before.modified().getEpochSecond() == now.modified().getEpochSecond())
                && Contents.areSame(before.xattrs(), now.xattrs());
        return alike && before != null && sameContent(before.body(), now.body());
    }

    private static boolean sameContent(Optional<FileBody> one, Optional<FileBody> other) throws IOException {
        if (one.isEmpty() || other.isEmpty() || one.get().equals(other.get())) {
            return one.isPresent() == other.isPresent();
        }
        if (!ImageTree.isRead(one.get())) {
            return false;
        }
        try (InputStream first = one.get().open();
                InputStream second = other.get().open()) {
            return Contents.areSame(first, second);
        }
    }
}
