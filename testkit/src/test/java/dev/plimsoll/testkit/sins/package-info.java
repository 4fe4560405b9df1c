/** Planted sins: see ArchitectureRulesTest. */
@NullMarked
package dev.plimsoll.testkit.sins;

import org.jspecify.annotations.NullMarked;
