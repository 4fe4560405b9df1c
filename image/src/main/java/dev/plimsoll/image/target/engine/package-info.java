/** Images written into the local container engine. */
@NullMarked
package dev.plimsoll.image.target.engine;

import org.jspecify.annotations.NullMarked;
