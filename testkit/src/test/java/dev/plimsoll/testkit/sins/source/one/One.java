package dev.plimsoll.testkit.sins.source.one;

import dev.plimsoll.testkit.sins.Seam;
import dev.plimsoll.testkit.sins.source.two.Two;

/** An implementer that leans on another one. */
public final class One implements Seam {
    Seam friend() {
        return new Two();
    }
}
