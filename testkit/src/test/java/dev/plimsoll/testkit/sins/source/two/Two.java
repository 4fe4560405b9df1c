package dev.plimsoll.testkit.sins.source.two;

import dev.plimsoll.testkit.sins.Seam;

/** An implementer that minds its own business. */
public final class Two implements Seam {}
