/** CycloneDX 1.6 JSON. */
@NullMarked
package dev.plimsoll.inventory.sbom.format.cyclonedx;

import org.jspecify.annotations.NullMarked;
