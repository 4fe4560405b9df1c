package dev.plimsoll.image.secret;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Secrets in a command line or a value. Takes time about linear in the text, whatever the text. */
public final class SecretText {
    /** What stands in the place of a secret. */
    public static final String REDACTED = "***";

    private SecretText() {}

    /** The likely secrets of a text, by name ({@code TOKEN=…}) and by looks; one may be found both ways. */
    public static List<Secret> in(String text) {
        List<Secret> found = new ArrayList<>();
        Assignments.in(text, found::add);
        SecretShapes.in(text, found::add);
        return found;
    }

    /** Whether a variable's name and value together are a likely secret. */
    public static boolean isSecret(String name, String value) {
        return SecretNames.isSecret(name) && SecretNames.isValue(value);
    }

    /** The value of a name, such as a label's, as it may be shown: the whole is taken out if the name promises a secret. */
    public static String redacted(String name, String value) {
        return isSecret(name, value) ? REDACTED : redacted(value);
    }

    /** The text with {@value #REDACTED} in the place of each likely secret; the same text if it has none. */
    public static String redacted(String text) {
        List<Secret> secrets = in(text);
        if (secrets.isEmpty()) {
            return text;
        }
        secrets.sort(Comparator.comparingInt(Secret::from));
        StringBuilder safe = new StringBuilder(text.length());
        int done = 0;
        for (Secret secret : secrets) {
            if (secret.to() > done) {
                if (secret.from() >= done) {
                    safe.append(text, done, secret.from()).append(REDACTED);
                }
                done = secret.to();
            }
        }
        return safe.append(text, done, text.length()).toString();
    }
}
