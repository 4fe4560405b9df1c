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
    private final List<PackageKey> keys;

    /** @param keys of the component, of which those of its source count */
    FixAdvisories(List<PackageKey> keys) {
        this.keys = keys.stream()
                .filter(key -> key.kind() == PackageKey.Kind.SOURCE)
                .toList();
    }

    List<Advisory> of(List<Fix> fixes) {
        return fixes.stream().map(this::advisory).toList();
    }

    private Advisory advisory(Fix fix) {
        VersionRange range = new VersionRange(
                VersionRange.Kind.ECOSYSTEM,
                List.of(new Event(Event.Type.INTRODUCED, "0"), new Event(Event.Type.FIXED, fix.version())));
        List<Affected> affected = keys.stream()
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
