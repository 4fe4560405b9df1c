/** Planted sins: see ArchitectureRulesTest. */
@NullMarked
package dev.plimsoll.testkit.sins.cycle.a;

import org.jspecify.annotations.NullMarked;
