/** Inventory and advisories meet: findings with their coverage. The door is {@link dev.plimsoll.scan.Scanner}. */
@NullMarked
package dev.plimsoll.scan;

import org.jspecify.annotations.NullMarked;
