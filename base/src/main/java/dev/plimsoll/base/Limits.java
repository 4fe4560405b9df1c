package dev.plimsoll.base;

import java.util.Locale;

/**
 * How much of a hostile or broken input is read before Plimsoll gives up with {@link ErrorCode#LIMIT_EXCEEDED} (for a whole image)
 * or a gap (for one file). All are settable with {@code --limit NAME=VALUE}.
 *
 * @param layerBytes inflated bytes of one layer
 * @param inflationRatio inflated bytes per compressed byte, checked once a stream has given a gibibyte
 * @param entries files, directories and links of one image, all layers together
 * @param fileBytes size of a single file that is read whole (a package database, a jar, a binary)
 * @param jsonBytes size of a manifest, configuration or other small JSON document
 * @param jsonDepth nesting of JSON
 * @param archiveDepth archives within archives (a jar in a war in an ear is 3)
 * @param pathLength bytes of a path or link target
 */
public record Limits(
        long layerBytes,
        int inflationRatio,
        int entries,
        long fileBytes,
        long jsonBytes,
        int jsonDepth,
        int archiveDepth,
        int pathLength) {

    /** Generous for real images, small enough to stop a bomb. */
    public static final Limits DEFAULT = new Limits(64L << 30, 250, 4_000_000, 2L << 30, 16L << 20, 64, 8, 16 * 1024);

    public Limits {
        if (layerBytes <= 0
                || inflationRatio <= 0
                || entries <= 0
                || fileBytes <= 0
                || jsonBytes <= 0
                || jsonDepth <= 0
                || archiveDepth <= 0
                || pathLength <= 0) {
            throw new IllegalArgumentException("limits are positive");
        }
    }

    /**
     * These limits with one of them changed.
     *
     * @param name as on the command line: {@code layer-bytes}, {@code inflation-ratio}, {@code entries}, {@code file-bytes},
     *     {@code json-bytes}, {@code json-depth}, {@code archive-depth}, {@code path-length}
     * @param value above 0
     * @throws PlimsollException USAGE for an unknown name or a value out of range
     */
    public Limits with(String name, long value) {
        if (value <= 0) {
            throw new PlimsollException(ErrorCode.USAGE, "limit " + name + " wants a number above 0, not " + value);
        }
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "layer-bytes" ->
                new Limits(value, inflationRatio, entries, fileBytes, jsonBytes, jsonDepth, archiveDepth, pathLength);
            case "inflation-ratio" ->
                new Limits(
                        layerBytes,
                        toInt(name, value),
                        entries,
                        fileBytes,
                        jsonBytes,
                        jsonDepth,
                        archiveDepth,
                        pathLength);
            case "entries" ->
                new Limits(
                        layerBytes,
                        inflationRatio,
                        toInt(name, value),
                        fileBytes,
                        jsonBytes,
                        jsonDepth,
                        archiveDepth,
                        pathLength);
            case "file-bytes" ->
                new Limits(layerBytes, inflationRatio, entries, value, jsonBytes, jsonDepth, archiveDepth, pathLength);
            case "json-bytes" ->
                new Limits(layerBytes, inflationRatio, entries, fileBytes, value, jsonDepth, archiveDepth, pathLength);
            case "json-depth" ->
                new Limits(
                        layerBytes,
                        inflationRatio,
                        entries,
                        fileBytes,
                        jsonBytes,
                        toInt(name, value),
                        archiveDepth,
                        pathLength);
            case "archive-depth" ->
                new Limits(
                        layerBytes,
                        inflationRatio,
                        entries,
                        fileBytes,
                        jsonBytes,
                        jsonDepth,
                        toInt(name, value),
                        pathLength);
            case "path-length" ->
                new Limits(
                        layerBytes,
                        inflationRatio,
                        entries,
                        fileBytes,
                        jsonBytes,
                        jsonDepth,
                        archiveDepth,
                        toInt(name, value));
            default ->
                throw new PlimsollException(
                        ErrorCode.USAGE,
                        "unknown limit '" + name
                                + "'; known are layer-bytes, inflation-ratio, entries, file-bytes, json-bytes, json-depth,"
                                + " archive-depth and path-length");
        };
    }

    private static int toInt(String name, long value) {
        if (value > Integer.MAX_VALUE) {
            throw new PlimsollException(
                    ErrorCode.USAGE, "limit " + name + " wants a number up to " + Integer.MAX_VALUE);
        }
        return (int) value;
    }
}
