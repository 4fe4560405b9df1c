package dev.plimsoll.debian;

import dev.plimsoll.base.Digest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * One binary package of an index.
 *
 * @param source name of its source package
 * @param sourceVersion version of that, which a binary's own may differ from
 * @param name of the binary package
 * @param version of the binary package
 * @param filename below the archive's base
 * @param file what the .deb must be
 */
record PackageEntry(String source, String sourceVersion, String name, String version, String filename, Expected file) {
    /** Fields of a stanza that make an entry. */
    static final List<String> FIELDS = List.of("Package", "Source", "Version", "Filename", "Size", "SHA256");

    PackageEntry {
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(sourceVersion, "sourceVersion is null");
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(filename, "filename is null");
        Objects.requireNonNull(file, "file is null");
    }

    /**
     * An entry from the values of {@link #FIELDS}.
     *
     * @param what names the index in errors
     * @throws IOException if a field that every package has is missing or unreadable
     */
    static PackageEntry of(String[] values, String what) throws IOException {
        String name = required(values, 0, what);
        String version = required(values, 2, what);
        String source = values[1];
        String sourceVersion = version;
        int paren = source.indexOf('(');
        if (paren > 0 && source.endsWith(")")) {
            sourceVersion = source.substring(paren + 1, source.length() - 1).strip();
            source = source.substring(0, paren).strip();
        }
        return new PackageEntry(
                source.isEmpty() ? name : source,
                sourceVersion,
                name,
                version,
                required(values, 3, what),
                file(values, what));
    }

    private static Expected file(String[] values, String what) throws IOException {
        Digest digest = Digest.parse("sha256:" + values[5])
                .orElseThrow(() -> new IOException(what + ": package " + values[0] + " has no SHA256"));
        try {
            return new Expected(digest, Long.parseLong(required(values, 4, what)));
        } catch (IllegalArgumentException e) {
            throw new IOException(what + ": package " + values[0] + " has a Size that is no number", e);
        }
    }

    private static String required(String[] values, int field, String what) throws IOException {
        if (values[field].isEmpty()) {
            throw new IOException(what + ": package '" + values[0] + "' has no " + FIELDS.get(field));
        }
        return values[field];
    }
}
