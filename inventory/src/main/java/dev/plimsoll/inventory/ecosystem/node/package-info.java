/** Node: packages that npm, yarn or pnpm installed, and the lock files of source trees. */
@NullMarked
package dev.plimsoll.inventory.ecosystem.node;

import org.jspecify.annotations.NullMarked;
