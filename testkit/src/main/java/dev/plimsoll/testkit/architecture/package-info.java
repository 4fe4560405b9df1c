/** The rules that the compiler can't hold, each with its reason; the door is {@link dev.plimsoll.testkit.architecture.ArchitectureRules}. */
@NullMarked
package dev.plimsoll.testkit.architecture;

import org.jspecify.annotations.NullMarked;
