package dev.plimsoll.inventory.ecosystem.python;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One requirement by name.
 *
 * @param version the one it is pinned to ({@code ==1.2.3}); empty if it leaves a choice
 * @see <a href="https://packaging.python.org/en/latest/specifications/dependency-specifiers/">Dependency specifiers</a>
 */
record Requirement(String name, String version) {
    private static final Set<String> OPERATORS = Set.of("==", "===", "!=", "~=", "<", "<=", ">", ">=");

    /**
     * Reads a specifier without comments and options, such as {@code name[extra] (>=1, ==1.*); marker}.
     *
     * @return null if it is none
     */
    static @Nullable Requirement parse(String text) {
        int end = PypiNames.lengthAtStart(text);
        if (end == 0) {
            return null;
        }
        String rest = text.substring(end).strip();
        if (rest.startsWith("[")) {
            int close = rest.indexOf(']');
            if (close < 0) {
                return null;
            }
            rest = rest.substring(close + 1).strip();
        }
        int marker = rest.indexOf(';');
        String specifiers = (marker < 0 ? rest : rest.substring(0, marker)).strip();
        if (specifiers.startsWith("(") && specifiers.endsWith(")")) {
            specifiers = specifiers.substring(1, specifiers.length() - 1).strip();
        }
        @Nullable String version = pinned(specifiers);
        return version == null ? null : new Requirement(text.substring(0, end), version);
    }

    /** Empty if none pins, or several pin different versions; null if it is no list of specifiers. */
    private static @Nullable String pinned(String specifiers) {
        String found = "";
        boolean several = false;
        if (specifiers.isEmpty()) {
            return found;
        }
        for (String part : specifiers.split(",", -1)) {
            String specifier = part.strip();
            int operator = 0;
            while (operator < specifier.length() && "=<>!~".indexOf(specifier.charAt(operator)) >= 0) {
                operator++;
            }
            if (specifier.isEmpty()) {
                continue;
            }
            String version = specifier.substring(operator).strip();
            String sign = specifier.substring(0, operator);
            if (!OPERATORS.contains(sign) || version.isEmpty() || version.indexOf(' ') >= 0) {
                return null;
            }
            boolean pins = sign.equals("===") || (sign.equals("==") && !version.endsWith(".*"));
            if (pins) {
                several |= !found.isEmpty() && !found.equals(version);
                found = version;
            }
        }
        return several ? "" : found;
    }
}
