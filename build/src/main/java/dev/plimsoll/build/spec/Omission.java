package dev.plimsoll.build.spec;

/**
 * A package that is resolved but left out of the image.
 *
 * @param name of the binary package
 * @param reason why it can be
 * @param line where the spec says so, from 1
 */
public record Omission(String name, String reason, int line) {}
