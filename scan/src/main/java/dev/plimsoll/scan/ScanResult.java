package dev.plimsoll.scan;

import dev.plimsoll.advisory.Enrichment;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.dockerfile.LayerLines;
import dev.plimsoll.inventory.EndOfLife;
import dev.plimsoll.inventory.Inventory;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a scan found and what it could not judge.
 *
 * @param image what the image says of itself
 * @param scannedAt when
 * @param inventory what is installed
 * @param findings ordered by component, then worst first
 * @param suppressed findings that do not count, each with its explanation
 * @param coverage one for each component, in the inventory's order
 * @param support until when the distribution is looked after, if known
 * @param base the base image, if known
 * @param dockerfile which line of its Dockerfile brought each layer, as far as that is known
 * @param enriched what was looked up beside the findings; of what is missing here, a finding's silence says nothing
 * @param notes what the reader should know of how the scan went, one line each
 */
public record ScanResult(
        ImageInfo image,
        Instant scannedAt,
        Inventory inventory,
        List<Finding> findings,
        List<Suppressed> suppressed,
        List<ComponentCoverage> coverage,
        Optional<EndOfLife.Support> support,
        Optional<BaseImage> base,
        LayerLines dockerfile,
        Set<Enrichment.Kind> enriched,
        List<String> notes) {
    public ScanResult {
        Objects.requireNonNull(image, "image is null");
        Objects.requireNonNull(scannedAt, "scannedAt is null");
        Objects.requireNonNull(inventory, "inventory is null");
        Objects.requireNonNull(dockerfile, "dockerfile is null");
        findings = List.copyOf(findings);
        suppressed = List.copyOf(suppressed);
        coverage = List.copyOf(coverage);
        enriched = Set.copyOf(enriched);
        notes = List.copyOf(notes);
    }

    /** The coverage in numbers. */
    public CoverageSummary summary() {
        int unidentified = (int) inventory.unidentified().stream()
                .filter(piece -> piece.owner().isEmpty())
                .count();
        return CoverageSummary.of(coverage, unidentified, inventory.gaps().size());
    }
}
