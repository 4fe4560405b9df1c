package dev.plimsoll.build.rebase;

import dev.plimsoll.build.tree.Contents;
import dev.plimsoll.image.FileDetails;
import dev.plimsoll.image.FileEntry;
import java.util.Map;
import java.util.Optional;

/** Compares entries of trees that were read with their details. */
final class Entries {
    private Entries() {}

    /** Whether two are the same but for contents and times; what is nowhere is the same as what is nowhere. */
    static boolean alike(Optional<FileEntry> one, Optional<FileEntry> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isPresent() == other.isPresent();
        }
        FileEntry a = one.get();
        FileEntry b = other.get();
        return a.kind() == b.kind()
                && a.mode() == b.mode()
                && a.userId() == b.userId()
                && a.groupId() == b.groupId()
                && a.linkTarget().equals(b.linkTarget())
                && (a.kind() == FileEntry.Kind.DIRECTORY || a.size() == b.size())
                && Contents.areSame(xattrs(a), xattrs(b));
    }

    static boolean isDirectory(Optional<FileEntry> entry) {
        return entry.filter(each -> each.kind() == FileEntry.Kind.DIRECTORY).isPresent();
    }

    private static Map<String, byte[]> xattrs(FileEntry entry) {
        return entry.details().map(FileDetails::xattrs).orElse(Map.of());
    }
}
