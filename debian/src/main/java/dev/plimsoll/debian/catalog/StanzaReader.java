package dev.plimsoll.debian.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a Packages index in one pass: tens of thousands of stanzas, of which some fields matter, so lines are compared as bytes and
 * only wanted values become strings. Internal to this module. Not for concurrent use.
 *
 * @see <a href="https://wiki.debian.org/DebianRepository/Format#A.22Packages.22_Indices">Debian repository format</a>
 */
public final class StanzaReader {
    private static final int MAX_LINE = 1 << 20;

    private final InputStream in;
    private final String what;
    private final byte[][] prefixes;
    private final String[] values;
    private byte[] buffer = new byte[1 << 18];
    private int start;
    private int end;
    private boolean ended;

    /** Of the last line, or -1 if it is not wanted. */
    private int field = -1;

    private boolean anyField;

    /** Takes the stanzas of an index one by one. */
    public interface Sink {
        /** Takes the values of the wanted fields in their order, empty where there is none; the array is used again. */
        void accept(String[] values) throws IOException;
    }

    private StanzaReader(InputStream in, String what, List<String> fields) {
        this.in = in;
        this.what = what;
        this.prefixes = fields.stream()
                .map(name -> (name + ":").getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        this.values = new String[prefixes.length];
        Arrays.fill(values, "");
    }

    /**
     * Reads {@code in} to its end.
     *
     * @param what names the index in errors
     * @param fields that are wanted
     * @throws IOException if a line is too long; and what the sink throws
     */
    public static void read(InputStream in, String what, List<String> fields, Sink sink) throws IOException {
        new StanzaReader(in, what, fields).run(sink);
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
        if (buffer[from] == ' ' || buffer[from] == '\t') {
            if (field >= 0) {
                values[field] += " " + text(from, to);
            }
            return;
        }
        field = -1;
        for (int i = 0; i < prefixes.length; i++) {
            if (startsWith(prefixes[i], from, to)) {
                field = i;
                values[i] = text(from + prefixes[i].length, to);
                return;
            }
        }
    }

    private String text(int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.UTF_8).strip();
    }

    private boolean startsWith(byte[] prefix, int from, int to) {
        if (buffer[from] != prefix[0] || to - from < prefix.length) {
            return false;
        }
        return Arrays.equals(buffer, from, from + prefix.length, prefix, 0, prefix.length);
    }

    private void endStanza(Sink sink) throws IOException {
        if (anyField) {
            sink.accept(values);
        }
        anyField = false;
        field = -1;
        Arrays.fill(values, "");
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
