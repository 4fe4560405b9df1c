package dev.plimsoll.build.spec;

/**
 * What stands in the place of a package's maintainer scripts.
 *
 * @param name of the binary package
 * @param instead what is done: {@code none} if nothing is needed, or what the spec's files and users do
 * @param reason why that is enough
 * @param line where the spec says so, from 1
 */
public record ScriptStep(String name, String instead, String reason, int line) {}
