/** The proof that nothing in a tree needs what was left out of it. */
@NullMarked
package dev.plimsoll.build.proof;

import org.jspecify.annotations.NullMarked;
