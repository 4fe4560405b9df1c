package dev.plimsoll.image.dockerfile;

import dev.plimsoll.image.dockerfile.HistoryLine.Form;
import dev.plimsoll.image.dockerfile.Instruction.HereDocument;
import java.util.List;
import java.util.Optional;

/** A {@code RUN} as the history of an image has it: after the build arguments, and after the shell. */
final class RunText {
    private static final int MOST_OPTIONS = 8;

    private final Optional<List<String>> shell;

    /** @param shell as a {@code SHELL} before it says; empty if the base image decides */
    RunText(Optional<List<String>> shell) {
        this.shell = shell;
    }

    boolean isIn(HistoryLine line, Instruction run) {
        Optional<List<String>> words = run.documents().isEmpty() ? run.jsonWords() : Optional.empty();
        if (words.isPresent()) {
            return isAfterArguments(line.text(), Words.single(String.join(" ", words.get())));
        }
        String command = Words.single(command(run));
        if (command.isEmpty()) {
            return false;
        }
        if (line.form() == Form.WRITTEN) {
            return line.text().equals(command);
        }
        if (shell.isPresent()) {
            return isAfterArguments(line.text(), Words.single(String.join(" ", shell.get())) + " " + command);
        }
        return line.text().endsWith(" " + command)
                && isShell(line.text().substring(0, line.text().length() - command.length() - 1));
    }

    private static boolean isAfterArguments(String text, String command) {
        return text.equals(command) || text.startsWith("|") && text.endsWith(" " + command);
    }

    /** A path with options, the last of which takes the command ({@code -c}), perhaps after build arguments. */
    private static boolean isShell(String text) {
        String[] words = text.split(" ", -1);
        int at = words.length - 1;
        if (!words[at].startsWith("-") || !words[at].endsWith("c")) {
            return false;
        }
        int least = Math.max(0, at - MOST_OPTIONS);
        while (at > least && !words[at].startsWith("/")) {
            at--;
            if (!words[at].startsWith("/") && !isOption(words[at])) {
                return false;
            }
        }
        return words[at].startsWith("/") && (at == 0 || words[0].startsWith("|"));
    }

    private static boolean isOption(String word) {
        return word.chars().allMatch(c -> c == '-' || c == '_' || Character.isLetterOrDigit(c));
    }

    /** What is given to the shell; one here-document alone is a script. */
    private static String command(Instruction run) {
        String written = run.withoutFlags();
        if (run.documents().isEmpty()) {
            return written;
        }
        HereDocument first = run.documents().get(0);
        if (run.documents().size() == 1 && HereName.of(written).isPresent()) {
            return first.content().startsWith("#!") ? "/dev/pipes/" + first.name() : first.content();
        }
        StringBuilder all = new StringBuilder(written);
        run.documents().forEach(each -> all.append('\n').append(each.content()).append(each.name()));
        return all.toString();
    }
}
