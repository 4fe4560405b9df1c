package dev.plimsoll.policy;

/** Words for a POSIX shell: names from an image must not become commands when somebody pastes a line of a report. */
final class Shell {
    private static final String PLAIN = "+-._:@/%,=~";

    private Shell() {}

    /** A word as it is if no shell would read it otherwise, else in single quotes. */
    static String quote(String word) {
        boolean plain = !word.isEmpty()
                && word.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || c >= '0' && c <= '9'
                                || PLAIN.indexOf(c) >= 0)
                && word.charAt(0) != '~';
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
