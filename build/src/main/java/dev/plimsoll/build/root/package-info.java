/** The root file system of an image: packages unpacked without running anything of theirs. */
@NullMarked
package dev.plimsoll.build.root;

import org.jspecify.annotations.NullMarked;
