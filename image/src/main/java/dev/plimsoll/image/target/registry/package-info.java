/** Images pushed to registries. */
@NullMarked
package dev.plimsoll.image.target.registry;

import org.jspecify.annotations.NullMarked;
