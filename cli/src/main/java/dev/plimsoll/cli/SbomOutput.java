package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.sbom.Sbom;
import dev.plimsoll.inventory.sbom.SbomFormat;
import dev.plimsoll.inventory.sbom.Subject;
import dev.plimsoll.inventory.sbom.format.SbomFormats;
import dev.plimsoll.scan.ComponentCoverage;
import dev.plimsoll.scan.InventoryOf;
import dev.plimsoll.scan.ScanResult;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes SBOMs: of an inventory, or of a whole scan with its coverage. */
final class SbomOutput {
    private SbomOutput() {}

    /** @throws PlimsollException USAGE for a format that is not known */
    static SbomFormat format(String id) {
        return SbomFormats.byId(id)
                .orElseThrow(() -> new PlimsollException(
                        ErrorCode.USAGE, "--format does not know '" + id + "'; known are cyclonedx and spdx"));
    }

    static void write(ScanResult result, SbomFormat format, OutputStream out) throws IOException {
        Map<Integer, String> coverage = new HashMap<>();
        int index = 0;
        for (ComponentCoverage each : result.coverage()) {
            coverage.put(index++, words(each));
        }
        Sbom sbom = new Sbom(result.inventory(), Subject.of(result.image()), tool(), coverage);
        format.write(sbom, result.scannedAt(), out);
    }

    private static String words(ComponentCoverage each) {
        String level = each.best().level().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return each.best().source().isEmpty()
                ? level
                : level + " by " + each.best().source();
    }

    /** @param purlTypes which components; empty for all */
    static void write(InventoryOf read, List<String> purlTypes, SbomFormat format, Instant now, OutputStream out)
            throws IOException {
        Inventory inventory = purlTypes.isEmpty() ? read.inventory() : only(read.inventory(), purlTypes);
        format.write(new Sbom(inventory, Subject.of(read.image()), tool(), Map.of()), now, out);
    }

    /** What is left out is said: such an SBOM is not the whole inventory. */
    private static Inventory only(Inventory inventory, List<String> purlTypes) {
        return new Inventory(
                inventory.readAs(),
                inventory.distro(),
                inventory.components().stream()
                        .filter(component -> purlTypes.contains(component.purl().type()))
                        .toList(),
                inventory.unidentified(),
                inventory.gaps(),
                "only packages of type " + String.join(", ", purlTypes));
    }

    private static Optional<String> tool() {
        return Optional.of("plimsoll " + VersionCommand.number());
    }
}
