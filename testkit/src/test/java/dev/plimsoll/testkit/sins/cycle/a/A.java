package dev.plimsoll.testkit.sins.cycle.a;

import dev.plimsoll.testkit.sins.cycle.b.B;

/** Needs B, which needs it. */
public record A(Class<B> other) {}
