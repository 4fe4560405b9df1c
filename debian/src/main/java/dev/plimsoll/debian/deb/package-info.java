/** Binary packages: what a {@code .deb} says of itself, and the files that it brings. */
@NullMarked
package dev.plimsoll.debian.deb;

import org.jspecify.annotations.NullMarked;
