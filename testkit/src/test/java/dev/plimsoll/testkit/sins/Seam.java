package dev.plimsoll.testkit.sins;

/** A seam with implementers One and Two. */
public interface Seam {}
