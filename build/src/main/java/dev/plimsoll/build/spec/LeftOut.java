package dev.plimsoll.build.spec;

/**
 * Files of packages that are left out of the image; copyright files are kept.
 *
 * @param path which
 * @param reason why they can be
 * @param line where the spec says so, from 1
 */
public record LeftOut(PathPattern path, String reason, int line) {}
