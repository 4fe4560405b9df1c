package dev.plimsoll.cli;

import dev.plimsoll.advisory.Severity;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words of {@code --only-severity}. */
final class SeverityWords {
    private SeverityWords() {}

    /** @throws PlimsollException USAGE for a word that is none */
    static Set<Severity> parse(List<String> words) {
        Set<Severity> result = EnumSet.noneOf(Severity.class);
        for (String word : words) {
            try {
                result.add(Severity.valueOf(word.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new PlimsollException(
                        ErrorCode.USAGE,
                        "--only-severity does not know '" + word
                                + "'; known are critical, high, medium, low, unspecified",
                        e);
            }
        }
        return result;
    }
}
