package dev.plimsoll.inventory.ecosystem.golang;

import dev.plimsoll.inventory.UnreadableVersionException;
import dev.plimsoll.inventory.Version;
import dev.plimsoll.inventory.VersionScheme;

/**
 * Module versions as {@code golang.org/x/mod/semver} reads and orders them. The leading {@code v} may be missing, as it is in Go's
 * advisories; {@code v1} and {@code v1.2} are short for {@code v1.0.0} and {@code v1.2.0}.
 *
 * @see <a href="https://go.dev/ref/mod#versions">Go Modules Reference, Versions</a>
 */
final class GoVersionScheme implements VersionScheme {
    @Override
    public String id() {
        return "golang";
    }

    @Override
    public Version parse(String text) throws UnreadableVersionException {
        return new Reader(text).read();
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        GoVersion read() throws UnreadableVersionException {
            if (text.startsWith("v")) {
                at = 1;
            }
            String major = number();
            if (at == text.length()) {
                return new GoVersion(text, major, "0", "0", "");
            }
            dot();
            String minor = number();
            if (at == text.length()) {
                return new GoVersion(text, major, minor, "0", "");
            }
            dot();
            String patch = number();
            String preRelease = next('-') ? identifiers(true) : "";
            if (next('+')) {
                identifiers(false);
            }
            if (at < text.length()) {
                throw unreadable("unexpected '" + text.charAt(at) + "'");
            }
            return new GoVersion(text, major, minor, patch, preRelease);
        }

        private boolean next(char wanted) {
            return at < text.length() && text.charAt(at) == wanted;
        }

        private void dot() throws UnreadableVersionException {
            if (!next('.')) {
                throw unreadable("a dot is missing");
            }
            at++;
        }

        private String number() throws UnreadableVersionException {
            int start = at;
            while (at < text.length() && GoVersion.isDigit(text.charAt(at))) {
                at++;
            }
            if (at == start) {
                throw unreadable("a number is missing");
            }
            if (at - start > 1 && text.charAt(start) == '0') {
                throw unreadable("a number has a leading zero");
            }
            return text.substring(start, at);
        }

        /** Reads from a {@code -} or {@code +} on; the text after it. */
        private String identifiers(boolean preRelease) throws UnreadableVersionException {
            int first = at + 1;
            do {
                int start = ++at;
                while (at < text.length() && isIdentifier(text.charAt(at))) {
                    at++;
                }
                if (at == start) {
                    throw unreadable("an identifier is empty or has a character other than letters, digits and '-'");
                }
                if (preRelease
                        && at - start > 1
                        && text.charAt(start) == '0'
                        && GoVersion.isNumber(text.substring(start, at))) {
                    throw unreadable("a numeric pre-release identifier has a leading zero");
                }
            } while (next('.'));
            return text.substring(first, at);
        }

        private UnreadableVersionException unreadable(String reason) {
            return new UnreadableVersionException(text, reason + " (at character " + (at + 1) + ")");
        }

        private static boolean isIdentifier(char c) {
            return GoVersion.isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
        }
    }
}
