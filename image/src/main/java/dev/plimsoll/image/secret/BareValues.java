package dev.plimsoll.image.secret;

/**
 * The part of a history line in which builders write values without the quotes that they had: {@code ENV}, {@code ARG} and {@code LABEL},
 * and the build arguments before a {@code RUN}. There a blank may belong to a value, which goes on to the next name.
 *
 * @param from where it begins
 * @param to where it ends; nothing is bare if that is {@code from}
 */
record BareValues(int from, int to) {
    private static final String NOP = "#(nop)";
    private static final String RUN = "RUN ";

    static BareValues of(String line) {
        int nop = line.indexOf(NOP);
        int start = afterBlanks(line, nop < 0 ? 0 : nop + NOP.length());
        if (line.startsWith("ENV ", start) || line.startsWith("ARG ", start) || line.startsWith("LABEL ", start)) {
            return new BareValues(start, line.length());
        }
        int command = line.startsWith(RUN, start) ? afterBlanks(line, start + RUN.length()) : start;
        if (!line.startsWith("|", command)) {
            return new BareValues(0, 0);
        }
        // The shell is a path. Where a list of words is run without one, nobody can tell where the arguments end.
        int shell = line.indexOf(" /", command);
        return new BareValues(command, shell < 0 ? line.length() : shell);
    }

    private static int afterBlanks(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    boolean holds(int at) {
        return at >= from && at < to;
    }

    /** Where a value ends that begins there: before the next {@code NAME=}, or where the part does. */
    int endOfValue(String line, int value) {
        int blank = -1;
        for (int i = value; i < to; i++) {
            char c = line.charAt(i);
            if (c == '=' && blank >= 0 && blank < i - 1) {
                return blank;
            }
            if (c == ' ') {
                blank = i;
            } else if (!isOfName(c)) {
                blank = -1;
            }
        }
        return to;
    }

    private static boolean isOfName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "_-.".indexOf(c) >= 0;
    }
}
