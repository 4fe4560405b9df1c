/** Images in the local container engine; the engine is only read. */
@NullMarked
package dev.plimsoll.image.source.engine;

import org.jspecify.annotations.NullMarked;
