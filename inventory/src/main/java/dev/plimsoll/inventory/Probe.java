package dev.plimsoll.inventory;

/**
 * How an {@link Extractor} that wants to {@link dev.plimsoll.image.Want#PROBE probe} files knows the ones that concern it. Arrays are not copied;
 * nobody changes them.
 *
 * @param start how such a file begins; may be empty
 * @param marker what it holds somewhere; may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy per look would cost more than it protects
public record Probe(byte[] start, byte[] marker) {}
