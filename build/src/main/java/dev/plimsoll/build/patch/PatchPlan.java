package dev.plimsoll.build.patch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a patch does to an image.
 *
 * @param changes packages that are upgraded or come in, in the order in which they are
 * @param kept names of packages of which there is something newer and which stay as they are, each with the reason in words
 * @param patchLevel the suites asked, each with its date: {@code bookworm 2026-09-06, bookworm-security 2026-11-28}
 * @param date of the newest of their Releases, which is the date of all that is new
 * @param notes what else users should know
 */
public record PatchPlan(
        List<Change> changes, Map<String, String> kept, String patchLevel, Instant date, List<String> notes) {
    /**
     * One package.
     *
     * @param name of it
     * @param from the installed version; empty for a package that comes in
     * @param to the new version
     */
    public record Change(String name, String from, String to) {}

    public PatchPlan {
        changes = List.copyOf(changes);
        kept = new TreeMap<>(kept);
        notes = List.copyOf(notes);
    }
}
