package dev.plimsoll.report.document;

/**
 * One thing that was not judged or not read.
 *
 * @param kind {@code component}, {@code unidentified}, {@code gap} or {@code record}
 * @param name of the component or record; the path of a gap or unidentified piece
 * @param version the component's, or empty
 * @param ecosystem or empty
 * @param path where it lies, or empty
 * @param reason the master's word, such as {@code no-source}
 * @param detail one line for people
 */
public record UnjudgedRow(
        String kind, String name, String version, String ecosystem, String path, String reason, String detail) {}
