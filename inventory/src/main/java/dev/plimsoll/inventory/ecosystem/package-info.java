/** The list of all kinds of packages; each lives in its own sub-package and sees only {@code dev.plimsoll.inventory}. */
@NullMarked
package dev.plimsoll.inventory.ecosystem;

import org.jspecify.annotations.NullMarked;
