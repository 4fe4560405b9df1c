package dev.plimsoll.build.shell;

/**
 * A shell script that was read.
 *
 * @param commands all of it
 */
public record Script(Command commands) {
    /**
     * Reads a script.
     *
     * @throws UnreadableScriptException if it is none, or uses what is of no POSIX shell
     */
    public static Script read(String text) throws UnreadableScriptException {
        return new Script(new CommandReader(new Cursor(text, 1), 0).all());
    }
}
