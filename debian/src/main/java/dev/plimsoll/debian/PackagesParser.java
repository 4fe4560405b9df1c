package dev.plimsoll.debian;

import dev.plimsoll.base.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a Packages index in one pass: tens of thousands of stanzas, of which seven fields matter, so lines are compared as bytes and
 * only wanted values become strings. Not for concurrent use.
 *
 * @see <a href="https://wiki.debian.org/DebianRepository/Format#A.22Packages.22_Indices">Debian repository format</a>
 */
final class PackagesParser {
    private static final int MAX_LINE = 1 << 20;

    private static final int PACKAGE = 0;
    private static final int SOURCE = 1;
    private static final int VERSION = 2;
    private static final int FILENAME = 3;
    private static final int SIZE = 4;
    private static final int SHA256 = 5;

    /** Names of the wanted fields, in the order of the numbers above. */
    private static final List<String> NAMES = List.of("Package", "Source", "Version", "Filename", "Size", "SHA256");

    private static final byte[][] PREFIXES = NAMES.stream()
            .map(name -> (name + ":").getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);

    private final InputStream in;
    private final String what;
    private byte[] buffer = new byte[1 << 18];
    private int start;
    private int end;
    private boolean ended;

    private final String[] values = new String[NAMES.size()];
    private boolean anyField;

    /** Takes the packages of an index one by one. */
    interface Sink {
        void accept(PackageEntry entry) throws IOException;
    }

    private PackagesParser(InputStream in, String what) {
        this.in = in;
        this.what = what;
        Arrays.fill(values, "");
    }

    /**
     * Reads {@code in} to its end.
     *
     * @param what names the index in errors
     * @throws IOException if a stanza lacks a field that every package has
     */
    static void parse(InputStream in, String what, Sink sink) throws IOException {
        new PackagesParser(in, what).run(sink);
    }

    private void run(Sink sink) throws IOException {
        while (true) {
            int newline = nextLine();
            if (newline < 0) {
                break;
            }
            takeLine(start, newline, sink);
            start = newline + 1;
        }
        endStanza(sink);
    }

    private void takeLine(int from, int to, Sink sink) throws IOException {
        if (from == to) {
            endStanza(sink);
            return;
        }
        anyField = true;
        for (int field = 0; field < PREFIXES.length; field++) {
            int length = PREFIXES[field].length;
            if (startsWith(PREFIXES[field], from, to)) {
                values[field] = new String(buffer, from + length, to - from - length, StandardCharsets.UTF_8).strip();
                return;
            }
        }
    }

    private boolean startsWith(byte[] prefix, int from, int to) {
        if (buffer[from] != prefix[0] || to - from < prefix.length) {
            return false;
        }
        return Arrays.equals(buffer, from, from + prefix.length, prefix, 0, prefix.length);
    }

    private void endStanza(Sink sink) throws IOException {
        if (anyField) {
            sink.accept(entry());
        }
        anyField = false;
        Arrays.fill(values, "");
    }

    private PackageEntry entry() throws IOException {
        String name = required(PACKAGE);
        String version = required(VERSION);
        String source = values[SOURCE];
        String sourceVersion = version;
        int paren = source.indexOf('(');
        if (paren > 0 && source.endsWith(")")) {
            sourceVersion = source.substring(paren + 1, source.length() - 1).strip();
            source = source.substring(0, paren).strip();
        }
        return new PackageEntry(
                source.isEmpty() ? name : source, sourceVersion, name, version, required(FILENAME), file(name));
    }

    private Expected file(String name) throws IOException {
        Digest digest = Digest.parse("sha256:" + values[SHA256])
                .orElseThrow(() -> new IOException(what + ": package " + name + " has no SHA256"));
        try {
            return new Expected(digest, Long.parseLong(required(SIZE)));
        } catch (IllegalArgumentException e) {
            throw new IOException(what + ": package " + name + " has a Size that is no number", e);
        }
    }

    private String required(int field) throws IOException {
        String value = values[field];
        if (value.isEmpty()) {
            throw new IOException(what + ": package '" + values[PACKAGE] + "' has no " + NAMES.get(field));
        }
        return value;
    }

    /** Position of the end of the line that begins at {@code start}, or -1 when there is none. */
    private int nextLine() throws IOException {
        int position = start;
        while (true) {
            for (; position < end; position++) {
                if (buffer[position] == '\n') {
                    return position;
                }
            }
            if (ended) {
                return lastLine();
            }
            position -= start;
            fill();
        }
    }

    private int lastLine() {
        if (start >= end) {
            return -1;
        }
        return end;
    }

    private void fill() throws IOException {
        int length = end - start;
        if (length > MAX_LINE) {
            throw new IOException(what + " has a line of more than " + MAX_LINE + " bytes");
        }
        if (length > buffer.length / 2) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        System.arraycopy(buffer, start, buffer, 0, length);
        start = 0;
        end = length;
        int n = in.read(buffer, end, buffer.length - end);
        if (n < 0) {
            ended = true;
        } else {
            end += n;
        }
    }
}
