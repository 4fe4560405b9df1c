/** The list of SBOM formats; one sub-package each. */
@NullMarked
package dev.plimsoll.inventory.sbom.format;

import org.jspecify.annotations.NullMarked;
