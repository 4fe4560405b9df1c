/** Puts images on a new base without building them: the door is {@link dev.plimsoll.build.rebase.ImageRebaser}. */
@NullMarked
package dev.plimsoll.build.rebase;

import org.jspecify.annotations.NullMarked;
