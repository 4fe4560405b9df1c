package dev.plimsoll.build.patch;

import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.FileDetails;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The files of an image as a draft has them, so that they can be changed there. Devices and pipes stay out: nothing changes them. */
final class ImageTree {
    private final Map<String, LayerFile> files = new LinkedHashMap<>();

    /** Takes over a tree that was read with {@link PatchSelector}. */
    ImageTree(FileTree tree) {
        tree.entries().forEach(entry -> {
            if (entry.kind() != FileEntry.Kind.OTHER) {
                files.put(entry.path(), file(entry, tree));
            }
        });
    }

    /** Every entry, as the image has it. */
    Map<String, LayerFile> files() {
        return files;
    }

    /** A new draft of all entries. */
    Draft draft(Instant epoch) {
        Draft draft = new Draft(epoch);
        files.values().forEach(draft::change);
        return draft;
    }

    /** Whether a content of the image can be had. */
    static boolean isRead(FileBody body) {
        return !(body instanceof Unread);
    }

    private static LayerFile file(FileEntry entry, FileTree tree) {
        Optional<FileDetails> details = entry.details();
        LayerFile.Type type = switch (entry.kind()) {
            case DIRECTORY -> LayerFile.Type.DIRECTORY;
            case SYMLINK -> LayerFile.Type.SYMLINK;
            case FILE, OTHER -> LayerFile.Type.FILE;
        };
        Optional<FileBody> body = type == LayerFile.Type.FILE
                ? Optional.of(
                        tree.content(entry).map(FileBody::of).orElseGet(() -> new Unread(entry.path(), entry.size())))
                : Optional.empty();
        return new LayerFile(
                entry.path(),
                type,
                entry.mode(),
                entry.userId(),
                entry.groupId(),
                details.map(FileDetails::modified).orElse(Instant.EPOCH),
                entry.linkTarget(),
                body,
                details.map(FileDetails::xattrs).orElse(Map.of()));
    }

    /** A file whose content passed by, since nothing that is patched should need it. */
    private record Unread(String path, long size) implements FileBody {
        @Override
        public InputStream open() throws IOException {
            throw new IOException("/" + FileNames.printable(path) + " is asked for, which a patch does not read");
        }
    }
}
