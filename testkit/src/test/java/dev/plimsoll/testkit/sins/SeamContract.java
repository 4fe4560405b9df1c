package dev.plimsoll.testkit.sins;

/** A contract that only Two's test inherits. */
public abstract class SeamContract {}
