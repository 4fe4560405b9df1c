package dev.plimsoll.testkit.sins.source.two;

import dev.plimsoll.testkit.sins.Seam;
import dev.plimsoll.testkit.sins.SeamContract;

/** A test of Two; stands for a real one. */
final class TwoKeepsTheContract extends SeamContract {
    Seam subject() {
        return new Two();
    }
}
