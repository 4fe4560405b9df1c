package dev.plimsoll.inventory;

import dev.plimsoll.image.FileContent;
import dev.plimsoll.image.FileEntry;
import java.util.Optional;

/** An entry of a {@link MemoryTree}. */
public record MemoryEntry(String path, Kind kind, int mode, String linkTarget, int layer, Optional<FileContent> content)
        implements FileEntry {
    static MemoryEntry file(String path, int mode, int layer, FileContent content) {
        return new MemoryEntry(path, Kind.FILE, mode, "", layer, Optional.of(content));
    }

    static MemoryEntry directory(String path, int layer) {
        return new MemoryEntry(path, Kind.DIRECTORY, 0755, "", layer, Optional.empty());
    }

    static MemoryEntry link(String path, String target, int layer) {
        return new MemoryEntry(path, Kind.SYMLINK, 0777, target, layer, Optional.empty());
    }

    @Override
    public long size() {
        return content.map(FileContent::size).orElse(0L);
    }

    @Override
    public int userId() {
        return 0;
    }

    @Override
    public int groupId() {
        return 0;
    }
}
