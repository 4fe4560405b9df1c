package dev.plimsoll.image.secret;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which names of variables promise a secret, and which values can't be one. */
final class SecretNames {
    private static final List<String> HOLD =
            List.of("PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "CREDENTIAL", "APIKEY");
    private static final List<String> END_IN = List.of("_KEY", "_PWD", "_PASS");

    /** A key to check signatures with is for everybody. */
    private static final List<String> PUBLIC = List.of("GPG", "PGP", "PUBLIC", "PUBKEY", "FINGERPRINT", "TOKENIZ");

    /** What is about a secret, and is none. */
    private static final List<String> ABOUT = List.of(
            "_FILE",
            "_FILES",
            "_PATH",
            "_DIR",
            "_URL",
            "_URI",
            "_NAME",
            "_ID",
            "_LENGTH",
            "_SIZE",
            "_TTL",
            "_TIMEOUT",
            "_POLICY",
            "_HEADER",
            "_ENABLED",
            "_TYPE",
            "_EXPIRY");

    private static final Set<String> WORDS =
            Set.of("true", "false", "yes", "no", "on", "off", "none", "null", "nil", "redacted", "0", "1");

    private static final int SHORTEST = 4;
    private static final int LONGEST_WORD = 8;

    private SecretNames() {}

    static boolean isSecret(String name) {
        if (name.length() < SHORTEST) {
            return false;
        }
        String upper = name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
        return (holdsOne(upper, HOLD) || endsInOne(upper, END_IN))
                && !holdsOne(upper, PUBLIC)
                && !endsInOne(upper, ABOUT);
    }

    private static boolean holdsOne(String name, List<String> parts) {
        for (String part : parts) {
            if (name.contains(part)) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsInOne(String name, List<String> ends) {
        for (String end : ends) {
            if (name.endsWith(end)) {
                return true;
            }
        }
        return false;
    }

    /** Not empty, no switch, no path, and no reference to a value that is elsewhere. */
    static boolean isValue(String value) {
        return !value.isBlank()
                && mayBegin(value.charAt(0))
                && !isWord(value)
                && value.chars().anyMatch(c -> c != '*');
    }

    static boolean mayBegin(char first) {
        return "$/<`(".indexOf(first) < 0;
    }

    private static boolean isWord(String value) {
        return value.length() <= LONGEST_WORD && WORDS.contains(value.toLowerCase(Locale.ROOT));
    }
}
