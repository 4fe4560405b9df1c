/** Planted sins: see ArchitectureRulesTest. */
@NullMarked
package dev.plimsoll.testkit.sins.source.one;

import org.jspecify.annotations.NullMarked;
