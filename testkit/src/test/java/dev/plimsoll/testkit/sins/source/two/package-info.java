/** Planted sins: see ArchitectureRulesTest. */
@NullMarked
package dev.plimsoll.testkit.sins.source.two;

import org.jspecify.annotations.NullMarked;
