package dev.plimsoll.build.script;

import dev.plimsoll.build.script.Tool.Call;

/** Permissions as commands take them. */
final class Modes {
    private static final int ALL = 07777;

    private Modes() {}

    static int octal(String text, Call call) throws UnknownWorkException {
        if (!text.matches("[0-7]{1,5}")) {
            throw call.unknown("has the mode " + text + ", which the build does not know");
        }
        return Integer.parseInt(text, 8) & ALL;
    }

    /** A mode that {@code chmod} gives: octal digits, or words such as {@code g+w,o-rwx}. */
    static int changed(String text, int mode, boolean directory, Call call) throws UnknownWorkException {
        if (text.matches("[0-7]{1,5}")) {
            // Bits for another user's rights stay on directories unless they are named.
            return octal(text, call) | (directory && text.length() <= 4 ? mode & 06000 : 0);
        }
        int result = mode;
        for (String clause : text.split(",")) {
            if (!clause.matches("[ugoa]*[-+=][rwxXst]*")) {
                throw call.unknown("has the mode " + text + ", which the build does not know");
            }
            result = clause(clause, result, directory);
        }
        return result;
    }

    private static int clause(String clause, int mode, boolean directory) {
        int sign = 0;
        while ("+-=".indexOf(clause.charAt(sign)) < 0) {
            sign++;
        }
        String who = clause.substring(0, sign);
        boolean all = who.isEmpty() || who.contains("a");
        int bits = 0;
        int mask = 0;
        for (int i = 0; i < 3; i++) {
            if (all || who.indexOf("ugo".charAt(i)) >= 0) {
                int shift = 6 - 3 * i;
                mask |= 07 << shift;
                bits |= permissions(clause.substring(sign + 1), mode, directory) << shift;
            }
        }
        String what = clause.substring(sign + 1);
        if (what.contains("s")) {
            bits |= (all || who.contains("u") ? 04000 : 0) | (all || who.contains("g") ? 02000 : 0);
        }
        bits |= what.contains("t") ? 01000 : 0;
        return switch (clause.charAt(sign)) {
            case '+' -> mode | bits;
            case '-' -> mode & ~bits;
            default -> mode & ~mask | bits;
        };
    }

    private static int permissions(String what, int mode, boolean directory) {
        int bits = what.contains("r") ? 4 : 0;
        bits |= what.contains("w") ? 2 : 0;
        boolean runs = what.contains("x") || what.contains("X") && (directory || (mode & 0111) != 0);
        return bits | (runs ? 1 : 0);
    }
}
