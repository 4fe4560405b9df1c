/** Images to be written: their content as values, and the seam of those who write them somewhere. */
@NullMarked
package dev.plimsoll.image.write;

import org.jspecify.annotations.NullMarked;
