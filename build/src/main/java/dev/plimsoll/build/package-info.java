/** An image from a spec, of parts of the signed archive, without running any of them. */
@NullMarked
package dev.plimsoll.build;

import org.jspecify.annotations.NullMarked;
