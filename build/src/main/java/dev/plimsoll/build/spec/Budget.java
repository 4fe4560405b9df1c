package dev.plimsoll.build.spec;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What an image may be at most.
 *
 * @param size bytes of its uncompressed layers
 * @param packages how many are in it
 */
public record Budget(OptionalLong size, OptionalInt packages) {
    /** No limit. */
    public static final Budget NONE = new Budget(OptionalLong.empty(), OptionalInt.empty());
}
