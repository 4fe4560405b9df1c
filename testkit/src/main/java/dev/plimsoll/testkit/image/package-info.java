/** Tiny images, built byte by byte, for tests. */
@NullMarked
package dev.plimsoll.testkit.image;

import org.jspecify.annotations.NullMarked;
