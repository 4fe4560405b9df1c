package dev.plimsoll.testkit.sins.cycle.b;

import dev.plimsoll.testkit.sins.cycle.a.A;

/** Needs A, which needs it. */
public record B(A other) {}
