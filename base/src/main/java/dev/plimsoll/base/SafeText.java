package dev.plimsoll.base;

import java.net.URI;

/** Makes text that others wrote harmless for a terminal, a log line or a report. */
public final class SafeText {
    private SafeText() {}

    /** As {@link #oneLine(String, int)}, without a bound on the length. Text that is harmless already is given back as it is. */
    public static String line(String text) {
        return text.codePoints().allMatch(SafeText::isHarmless) ? text : oneLine(text, Integer.MAX_VALUE - 16);
    }

    /**
     * {@code text} on one line: control, format (bidirectional overrides among them), unpaired surrogate, private-use and unassigned
     * characters stand as <code>&#92;uXXXX</code>; what is longer than {@code maxLength} characters is cut and ends in {@code …}.
     */
    public static String oneLine(String text, int maxLength) {
        StringBuilder safe = new StringBuilder(Math.min(text.length(), maxLength) + 16);
        for (int i = 0; i < text.length(); ) {
            if (safe.length() >= maxLength) {
                return safe.append('…').toString();
            }
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isHarmless(c)) {
                safe.appendCodePoint(c);
            } else {
                safe.append(String.format(java.util.Locale.ROOT, "\\u%04x", c));
            }
        }
        return safe.toString();
    }

    /** Where a URI leads, without what may be secret in it: user information and query (signed links) are left out. */
    public static String place(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return oneLine(uri.getScheme() + "://" + host + port + path, 500);
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
