/** Mends images that are there already: one new layer on top, made without running anything of theirs. */
@NullMarked
package dev.plimsoll.build.patch;

import org.jspecify.annotations.NullMarked;
