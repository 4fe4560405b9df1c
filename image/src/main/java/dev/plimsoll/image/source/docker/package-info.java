/** {@code archive://}: what {@code docker save} writes, of any age, and OCI layouts in a tar. */
@NullMarked
package dev.plimsoll.image.source.docker;

import org.jspecify.annotations.NullMarked;
