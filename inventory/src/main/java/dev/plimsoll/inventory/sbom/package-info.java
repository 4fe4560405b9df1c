/** Software bills of materials, in and out; the door is {@link dev.plimsoll.inventory.sbom.SbomReader}, one sub-package per format. */
@NullMarked
package dev.plimsoll.inventory.sbom;

import org.jspecify.annotations.NullMarked;
