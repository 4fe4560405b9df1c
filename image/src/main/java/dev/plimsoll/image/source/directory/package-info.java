/** {@code fs://}: a directory, or the machine's own root. */
@NullMarked
package dev.plimsoll.image.source.directory;

import org.jspecify.annotations.NullMarked;
