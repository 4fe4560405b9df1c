package dev.plimsoll.debian;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.Affected;
import dev.plimsoll.advisory.FixState;
import dev.plimsoll.advisory.VersionRange;
import dev.plimsoll.advisory.VersionRange.Event;
import dev.plimsoll.inventory.PackageKey;
import java.util.List;
import java.util.Optional;

/** Writes fixes down as advisories about one component. */
final class FixAdvisories {
    private final String packageName;
    private final List<PackageKey> keys;

    /** @param keys of the component */
    FixAdvisories(String packageName, List<PackageKey> keys) {
        this.packageName = packageName;
        this.keys = List.copyOf(keys);
    }

    /** The fixes of its source, and those of its own rebuilds. */
    List<Advisory> of(List<Fix> fixes) {
        return fixes.stream()
                .filter(fix -> fix.packageName().isEmpty() || fix.packageName().equals(packageName))
                .map(this::advisory)
                .toList();
    }

    private Advisory advisory(Fix fix) {
        VersionRange range = new VersionRange(
                VersionRange.Kind.ECOSYSTEM,
                List.of(new Event(Event.Type.INTRODUCED, "0"), new Event(Event.Type.FIXED, fix.version())));
        PackageKey.Kind kind = fix.packageName().isEmpty() ? PackageKey.Kind.SOURCE : PackageKey.Kind.BINARY;
        List<Affected> affected = keys.stream()
                .filter(key -> key.kind() == kind)
                .map(key -> new Affected(key, List.of(range), List.of(), FixState.FIXED, "", List.of()))
                .toList();
        return new Advisory(
                fix.id(),
                DebianArchiveSource.ID,
                fix.aliases(),
                List.of(),
                summary(fix.entry()),
                affected,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                fix.evidence());
    }

    /** The uploader's urgency is shown in words: it is about migration, not a severity. */
    private static String summary(ChangelogEntry entry) {
        String urgency = entry.urgency().isEmpty() ? "" : ", changelog urgency " + entry.urgency();
        return "fixed in " + entry.source() + " " + entry.version() + " (" + entry.distribution() + urgency + ")";
    }
}
