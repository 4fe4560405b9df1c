package dev.plimsoll.report.format.sarif;

import dev.plimsoll.base.SafeText;
import dev.plimsoll.report.MarkdownText;
import java.nio.charset.StandardCharsets;

/** Texts that others wrote, as SARIF's readers want them: plain, Markdown and paths as relative addresses. */
final class SarifText {
    /** GitHub cuts descriptions there. */
    static final int LONGEST = 1000;

    private static final String UNRESERVED = "-._~!$'()*+,;=@";
    private static final String HEX = "0123456789ABCDEF";

    private SarifText() {}

    /** One line of no absurd length. */
    static String line(String text) {
        return SafeText.oneLine(text, LONGEST);
    }

    /** As {@link #line}, without what readers of plain messages take for a link: {@code [text](address)}. */
    static String message(String text) {
        String line = line(text);
        return line.contains("](") ? line.replace("[", "\\[").replace("]", "\\]") : line;
    }

    /** Text in which no character means anything to Markdown. */
    static String markdown(String text) {
        return MarkdownText.plain(text, LONGEST);
    }

    /** A code span in Markdown. */
    static String code(String text) {
        return MarkdownText.code(text, LONGEST);
    }

    /** A path in an image as a relative address by RFC 3986, which stays below its base whatever the path is. */
    static String relativeUri(String path, String otherwise) {
        StringBuilder uri = new StringBuilder();
        for (String segment : SafeText.line(path).split("/", -1)) {
            if (!segment.isEmpty() && !segment.equals(".") && !segment.equals("..")) {
                uri.append(uri.isEmpty() ? "" : "/");
                encode(segment, uri);
            }
        }
        if (uri.isEmpty()) {
            encode(otherwise.isEmpty() ? "image" : SafeText.line(otherwise), uri);
        }
        return uri.toString();
    }

    private static void encode(String segment, StringBuilder uri) {
        for (byte each : segment.getBytes(StandardCharsets.UTF_8)) {
            int c = each & 0xff;
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (plain || UNRESERVED.indexOf(c) >= 0) {
                uri.append((char) c);
            } else {
                uri.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
    }
}
