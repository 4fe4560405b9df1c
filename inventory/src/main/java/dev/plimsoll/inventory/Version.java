package dev.plimsoll.inventory;

/**
 * A parsed version of one scheme. Ordered as its ecosystem orders it; comparing versions of two schemes is a programming error. Two
 * texts can be equal ({@code 1.0} and {@code 1.0.0} in Maven). Immutable.
 */
public interface Version extends Comparable<Version> {
    /** The text it was read from, unchanged. */
    @Override
    String toString();
}
