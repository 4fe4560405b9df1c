/** A root file system while it is being made, in memory but for the contents of its files. */
@NullMarked
package dev.plimsoll.build.tree;

import org.jspecify.annotations.NullMarked;
