/** SPDX 2.3 JSON. */
@NullMarked
package dev.plimsoll.inventory.sbom.format.spdx;

import org.jspecify.annotations.NullMarked;
