package dev.plimsoll.inventory.sbom.format;

import dev.plimsoll.inventory.sbom.SbomFormat;
import dev.plimsoll.inventory.sbom.format.cyclonedx.CycloneDxFormat;
import dev.plimsoll.inventory.sbom.format.spdx.SpdxFormat;
import java.util.List;
import java.util.Optional;

/** All SBOM formats that Plimsoll knows, one line each. */
public final class SbomFormats {
    private static final List<SbomFormat> ALL = List.of(new CycloneDxFormat(), new SpdxFormat());

    private SbomFormats() {}

    /** All of them. */
    public static List<SbomFormat> all() {
        return ALL;
    }

    /** The one with an {@link SbomFormat#id() id}. */
    public static Optional<SbomFormat> byId(String id) {
        return ALL.stream().filter(each -> each.id().equals(id)).findFirst();
    }
}
