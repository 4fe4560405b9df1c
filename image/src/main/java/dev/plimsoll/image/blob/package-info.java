/** Bytes of layers: inflating, hashing and keeping them, with bounds. Internal to this module. */
@NullMarked
package dev.plimsoll.image.blob;

import org.jspecify.annotations.NullMarked;
