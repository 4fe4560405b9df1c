/** Planted sins: see ArchitectureRulesTest. */
@NullMarked
package dev.plimsoll.testkit.sins.cycle.b;

import org.jspecify.annotations.NullMarked;
