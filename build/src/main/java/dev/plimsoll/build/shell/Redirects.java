package dev.plimsoll.build.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads where commands read and write. */
final class Redirects {
    private final Cursor cursor;
    private final int depth;

    Redirects(Cursor cursor, int depth) {
        this.cursor = cursor;
        this.depth = depth;
    }

    List<Redirect> all() throws UnreadableScriptException {
        List<Redirect> found = new ArrayList<>();
        for (Optional<Redirect> each = one(); each.isPresent(); each = one()) {
            found.add(each.get());
        }
        return found;
    }

    /** The one that stands here, if one does. */
    Optional<Redirect> one() throws UnreadableScriptException {
        cursor.blanks();
        int digits = 0;
        while (cursor.peek(digits) >= '0' && cursor.peek(digits) <= '9') {
            digits++;
        }
        char sign = cursor.peek(digits);
        if (sign != '<' && sign != '>' || digits > 1) {
            return Optional.empty();
        }
        int descriptor = sign == '<' ? 0 : 1;
        if (digits == 1) {
            descriptor = cursor.next() - '0';
        }
        if (cursor.take("<<-")) {
            return Optional.of(hereText(descriptor, true));
        }
        if (cursor.take("<<")) {
            return Optional.of(hereText(descriptor, false));
        }
        String operator = "";
        for (String each : List.of(">>", ">|", ">&", "<&", "<", ">")) {
            if (operator.isEmpty() && cursor.take(each)) {
                operator = each;
            }
        }
        cursor.blanks();
        Word target = new WordReader(cursor, depth).word();
        if (target.parts().isEmpty()) {
            throw cursor.fault("a redirection leads nowhere");
        }
        return Optional.of(new Redirect(operator, descriptor, target));
    }

    private Redirect hereText(int descriptor, boolean withoutTabs) throws UnreadableScriptException {
        cursor.blanks();
        Word end = new WordReader(cursor, depth).word();
        StringBuilder text = new StringBuilder();
        boolean plain = false;
        for (Word.Part each : end.parts()) {
            if (!(each instanceof Word.Text part)) {
                throw cursor.fault("a text's end is no plain word");
            }
            text.append(part.text());
            plain |= part.quoted();
        }
        Redirect redirect = new Redirect("<<", descriptor, new Word(List.of()));
        cursor.await(new Cursor.HereText(redirect, text.toString(), plain, withoutTabs));
        return redirect;
    }

    /** At the begin of a line: the texts that the lines before asked for. */
    void readTexts() throws UnreadableScriptException {
        for (Cursor.HereText each : cursor.takeAwaited()) {
            int line = cursor.line();
            StringBuilder text = new StringBuilder();
            while (true) {
                if (cursor.atEnd()) {
                    throw cursor.fault("a text does not end in " + each.end());
                }
                String raw = cursor.restOfLine();
                String row = each.withoutTabs() ? raw.replaceAll("^\t+", "") : raw;
                if (row.equals(each.end())) {
                    break;
                }
                text.append(row).append('\n');
            }
            each.redirect()
                    .text(
                            each.plain()
                                    ? new Word(List.of(new Word.Text(text.toString(), true)))
                                    : WordReader.quoted(text.toString(), line, depth + 1));
        }
    }
}
