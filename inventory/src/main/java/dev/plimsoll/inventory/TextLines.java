package dev.plimsoll.inventory;

import dev.plimsoll.base.LimitExceededException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks the lines of a text database without making a string of each: a look at its first characters tells whether it is wanted.
 * Memory is bounded by the longest line allowed. For one thread.
 */
public final class TextLines implements Closeable {
    private static final int MAX_LINE = 1 << 20;

    private final InputStream in;
    private final String what;
    private byte[] buffer = new byte[64 * 1024];
    private int filled;
    private int start;
    private int length;
    private int following;
    private boolean terminated;
    private boolean atEnd;

    /**
     * @param in closed with this
     * @param what names the text in errors
     */
    public TextLines(InputStream in, String what) {
        this.in = in;
        this.what = what;
    }

    /**
     * Goes to the next line.
     *
     * @return false if there is none
     * @throws LimitExceededException for a line over 1 MiB
     */
    public boolean next() throws IOException {
        start = following;
        int from = start;
        while (true) {
            for (int i = from; i < filled; i++) {
                if (buffer[i] == '\n') {
                    return found(i, true);
                }
            }
            from = filled - start;
            if (atEnd || !fill()) {
                atEnd = true;
                return start < filled && found(filled, false);
            }
        }
    }

    private boolean found(int end, boolean withNewline) {
        terminated = withNewline;
        following = withNewline ? end + 1 : end;
        length = end - start;
        return true;
    }

    /** Reads on, with the line begun moved to the front. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, filled - start);
        filled -= start;
        start = 0;
        if (filled == buffer.length) {
            if (filled >= MAX_LINE) {
                throw new LimitExceededException(what + " has a line of over " + MAX_LINE + " bytes");
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int n = in.read(buffer, filled, buffer.length - filled);
        if (n <= 0) {
            return false;
        }
        filled += n;
        return true;
    }

    /** Whether the line ended in a newline; only the last may not, and then it may be cut off. */
    public boolean isTerminated() {
        return terminated;
    }

    /** Whether there is nothing but blanks in the line. */
    public boolean isBlank() {
        for (int i = 0; i < length; i++) {
            byte b = buffer[start + i];
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    /** Whether the line begins with some ASCII text. */
    public boolean startsWith(String prefix) {
        if (length < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (buffer[start + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the line begins with some ASCII text, letter case aside. */
    public boolean startsWithIgnoringCase(String lowerCasePrefix) {
        if (length < lowerCasePrefix.length()) {
            return false;
        }
        for (int i = 0; i < lowerCasePrefix.length(); i++) {
            byte b = buffer[start + i];
            int lower = b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
            if (lower != lowerCasePrefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The line without its first {@code from} characters and without blanks around; what is no UTF-8 is replaced. */
    public String textFrom(int from) {
        return new String(buffer, start + from, length - from, StandardCharsets.UTF_8).strip();
    }

    /** The line as it is. */
    public String text() {
        return new String(buffer, start, length, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
