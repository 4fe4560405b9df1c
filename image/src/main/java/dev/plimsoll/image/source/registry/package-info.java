/** Images in an OCI registry. */
@NullMarked
package dev.plimsoll.image.source.registry;

import org.jspecify.annotations.NullMarked;
