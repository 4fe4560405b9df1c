/**
 * Java archives: what their Maven coordinates are, where they are stated, and proof of them where they are not. {@code JavaEcosystem}
 * is the door.
 */
@NullMarked
package dev.plimsoll.inventory.ecosystem.java;

import org.jspecify.annotations.NullMarked;
