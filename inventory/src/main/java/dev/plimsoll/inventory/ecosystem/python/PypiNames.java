package dev.plimsoll.inventory.ecosystem.python;

import java.util.Locale;

/**
 * Names of distributions.
 *
 * @see <a href="https://packaging.python.org/en/latest/specifications/name-normalization/">Names and normalization</a>
 */
final class PypiNames {
    private PypiNames() {}

    /** The one spelling of a name: lower case, and each run of {@code -}, {@code _} and {@code .} as one {@code -}. */
    static String normalised(String name) {
        StringBuilder text = new StringBuilder(name.length());
        boolean afterSeparator = false;
        for (int i = 0; i < name.length(); i++) {
            boolean separator = name.charAt(i) == '-' || name.charAt(i) == '_' || name.charAt(i) == '.';
            if (!separator) {
                text.append(name.charAt(i));
            } else if (!afterSeparator) {
                text.append('-');
            }
            afterSeparator = separator;
        }
        return text.toString().toLowerCase(Locale.ROOT);
    }

    /** The length of the name that {@code text} begins with; 0 if it begins with none. */
    static int lengthAtStart(String text) {
        int length = 0;
        while (length < text.length() && isPart(text.charAt(length), length == 0)) {
            length++;
        }
        while (length > 0 && !isPart(text.charAt(length - 1), true)) {
            length--;
        }
        return length;
    }

    private static boolean isPart(char c, boolean outermost) {
        boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        return alphanumeric || (!outermost && (c == '-' || c == '_' || c == '.'));
    }
}
