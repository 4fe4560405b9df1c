/** Inventory and advisories meet: findings with their coverage. The door is the Scanner. */
@NullMarked
package dev.plimsoll.scan;

import org.jspecify.annotations.NullMarked;
