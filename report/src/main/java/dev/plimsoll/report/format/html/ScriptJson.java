package dev.plimsoll.report.format.html;

import dev.plimsoll.base.SafeText;
import java.util.Locale;

/**
 * JSON strings for a data block in HTML. Beyond what JSON asks, everything that HTML could read as the block's end or as a comment is
 * escaped: {@code <}, {@code >} and {@code &}, so that neither {@code </script>} nor {@code <!--} can stand in it.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements">HTML, script contents</a>
 */
final class ScriptJson {
    private ScriptJson() {}

    /** A JSON string in quotes; what is harmful to look at is made visible, and what is longer than {@code maxLength} cut. */
    static String quote(String untrusted, int maxLength) {
        String safe = SafeText.oneLine(untrusted, maxLength);
        StringBuilder json = new StringBuilder(safe.length() + 2).append('"');
        for (int i = 0; i < safe.length(); i++) {
            append(json, safe.charAt(i));
        }
        return json.append('"').toString();
    }

    private static void append(StringBuilder json, char c) {
        if (c == '"' || c == '\\') {
            json.append('\\').append(c);
        } else if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
            json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
            json.append(c);
        }
    }
}
