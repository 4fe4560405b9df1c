package dev.plimsoll.image;

import dev.plimsoll.base.LimitExceededException;
import dev.plimsoll.base.Limits;
import dev.plimsoll.image.tar.TarEntry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes names of a tar into paths; a name that is no path inside the image becomes a gap, and the rest of the layer still counts. */
final class EntryReader {
    private final int layer;
    private final Limits limits;
    private final ReadBudget budget;
    private final Gaps gaps;

    EntryReader(int layer, Limits limits, ReadBudget budget, Gaps gaps) {
        this.layer = layer;
        this.limits = limits;
        this.budget = budget;
        this.gaps = gaps;
    }

    /** The path of an entry, or null if there is a gap instead. Climbing out of the root is never allowed, whatever lies there. */
    @Nullable
    String path(TarEntry entry) {
        if (entry.name().length > limits.pathLength() || entry.linkName().length > limits.pathLength()) {
            String start = FileNames.decode(entry.name(), 0, Math.min(entry.name().length, 200));
            gaps.add(
                    start,
                    layer,
                    Gap.Reason.LIMIT,
                    "its name or link target is longer than the limit of " + limits.pathLength()
                            + " bytes (--limit path-length=…)");
            return null;
        }
        String name = FileNames.decode(entry.name());
        Optional<String> path = FileNames.normalise(name);
        if (path.isEmpty()) {
            gaps.add(name, layer, Gap.Reason.CORRUPT, "its name climbs out of the image");
            return null;
        }
        return path.get();
    }

    /** An entry to merge, or null if there is a gap instead. */
    @Nullable
    LayerEntry entry(
            TarEntry entry, String path, Want asked, @Nullable StoredContent content, @Nullable FileDetails details)
            throws LimitExceededException {
        String link = "";
        if (entry.kind() == TarEntry.Kind.SYMLINK || entry.kind() == TarEntry.Kind.HARD_LINK) {
            link = FileNames.decode(entry.linkName());
        }
        if (entry.kind() == TarEntry.Kind.HARD_LINK) {
            Optional<String> target = FileNames.normalise(link);
            if (target.isEmpty()) {
                gaps.add(path, layer, Gap.Reason.CORRUPT, "a hard link that climbs out of the image");
                return null;
            }
            link = target.get();
        }
        budget.count(path, link);
        return new LayerEntry(
                path,
                entry.kind(),
                entry.size(),
                entry.mode(),
                entry.userId(),
                entry.groupId(),
                link,
                asked,
                entry.offset(),
                content,
                details);
    }
}
