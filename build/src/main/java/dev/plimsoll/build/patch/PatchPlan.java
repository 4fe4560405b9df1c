package dev.plimsoll.build.patch;

import dev.plimsoll.build.attest.Material;
import dev.plimsoll.inventory.Component;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a patch does to an image.
 *
 * @param changes packages and libraries that are upgraded or come in, in the order in which they are
 * @param kept names of packages of which there is something newer and which stay as they are, each with the reason in words
 * @param patchLevel the suites asked, each with its date: {@code bookworm 2026-09-06, bookworm-security 2026-11-28}; empty if none was
 * @param date of the newest of their Releases, else the image's own; it is the date of all that is new
 * @param materials the signed suites, and the files that bring what is new
 * @param notes what else users should know
 */
public record PatchPlan(
        List<Change> changes,
        Map<String, String> kept,
        String patchLevel,
        Instant date,
        List<Material> materials,
        List<String> notes) {
    /**
     * One package.
     *
     * @param ecosystem whose it is: {@code dpkg} or {@code java}
     * @param name of it
     * @param from the installed version; empty for a package that comes in
     * @param to the new version
     * @param proof how what came was checked, in words; empty for what the archive's signature covers
     * @param ran why its scripts run in the container engine, in words; empty if nothing is run
     */
    public record Change(String ecosystem, String name, String from, String to, String proof, String ran) {
        /** One for which nothing is run. */
        public Change(String ecosystem, String name, String from, String to, String proof) {
            this(ecosystem, name, from, to, proof, "");
        }

        /** The same seen from another version. */
        Change since(String other) {
            return new Change(ecosystem, name, other, to, proof, ran);
        }

        /** Whether it is about a component, in whatever version. */
        boolean isOf(Component component) {
            return ecosystem.equals(component.ecosystem()) && name.equals(component.name());
        }
    }

    public PatchPlan {
        changes = List.copyOf(changes);
        kept = new TreeMap<>(kept);
        materials = List.copyOf(materials);
        notes = List.copyOf(notes);
    }

    /** The same with something more that users should know. */
    PatchPlan withNote(String note) {
        List<String> all = new ArrayList<>(notes);
        all.add(note);
        return new PatchPlan(changes, kept, patchLevel, date, materials, all);
    }

    /** The same with more changed, and more left as it is. */
    PatchPlan with(List<Change> moreChanges, Map<String, String> moreKept, List<Material> moreMaterials) {
        List<Change> allChanges = new ArrayList<>(changes);
        allChanges.addAll(moreChanges);
        Map<String, String> allKept = new TreeMap<>(kept);
        allKept.putAll(moreKept);
        List<Material> allMaterials = new ArrayList<>(materials);
        allMaterials.addAll(moreMaterials);
        return new PatchPlan(allChanges, allKept, patchLevel, date, allMaterials, notes);
    }
}
