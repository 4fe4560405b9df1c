package dev.plimsoll.build.spec;

/**
 * A library that a program loads while it runs, so that no header says so.
 *
 * @param by path of the program or library that loads it
 * @param library its name or path, such as {@code libnss_files.so.2}
 */
public record DeclaredDlopen(String by, String library) {}
