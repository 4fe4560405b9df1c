package dev.plimsoll.inventory.sbom;

import dev.plimsoll.inventory.Inventory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A software bill of materials. One that Plimsoll wrote gives the same value when it is read; a foreign one gives what it declares,
 * and {@link Inventory#completeness()} says by whom.
 *
 * @param inventory what is installed, gaps and unidentified pieces included
 * @param subject what it is about
 * @param tool what made it, name and version with a blank between, such as {@code plimsoll 0.1.0}
 * @param coverage how far components were judged when the SBOM was made, for people; by index in {@link Inventory#components()}
 * @param omitted what whoever built the subject left out on purpose, for people: it is not installed
 */
public record Sbom(
        Inventory inventory,
        Subject subject,
        Optional<String> tool,
        Map<Integer, String> coverage,
        List<Omitted> omitted) {
    public Sbom {
        Objects.requireNonNull(inventory, "inventory is null");
        Objects.requireNonNull(subject, "subject is null");
        Objects.requireNonNull(tool, "tool is null");
        coverage = Map.copyOf(coverage);
        omitted = List.copyOf(omitted);
    }

    /** Nothing was omitted. */
    public Sbom(Inventory inventory, Subject subject, Optional<String> tool, Map<Integer, String> coverage) {
        this(inventory, subject, tool, coverage, List.of());
    }

    /** Without coverage. */
    public static Sbom of(Inventory inventory, Subject subject, String tool) {
        return new Sbom(inventory, subject, Optional.of(tool), Map.of());
    }
}
