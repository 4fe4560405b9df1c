package dev.plimsoll.inventory.ecosystem.node;

import dev.plimsoll.inventory.UnreadableVersionException;
import dev.plimsoll.inventory.Version;
import dev.plimsoll.inventory.VersionScheme;
import java.util.ArrayList;
import java.util.List;

/**
 * SemVer 2.0 as npm's {@code semver} reads it with {@code loose: false}: blanks around and one leading {@code v} are allowed, at most
 * 256 characters, and no number above 2^53-1.
 *
 * @see <a href="https://semver.org/spec/v2.0.0.html">Semantic Versioning 2.0.0</a>
 */
final class NpmVersionScheme implements VersionScheme {
    private static final int LONGEST = 256;
    private static final long LARGEST = (1L << 53) - 1;

    @Override
    public String id() {
        return "npm";
    }

    @Override
    public Version parse(String text) throws UnreadableVersionException {
        if (text.length() > LONGEST) {
            throw new UnreadableVersionException(
                    text.substring(0, 40) + "…", "longer than the " + LONGEST + " characters npm allows");
        }
        return new Reader(text).read();
    }

    private static final class Reader {
        private final String text;
        private int at;
        private int end;

        Reader(String text) {
            this.text = text;
            this.end = text.length();
        }

        NpmVersion read() throws UnreadableVersionException {
            while (at < end && isBlank(text.charAt(at))) {
                at++;
            }
            while (end > at && isBlank(text.charAt(end - 1))) {
                end--;
            }
            if (at < end && text.charAt(at) == 'v') {
                at++;
            }
            long major = number();
            expect('.');
            long minor = number();
            expect('.');
            long patch = number();
            List<String> preRelease = at < end && text.charAt(at) == '-' ? identifiers(true) : List.of();
            if (at < end && text.charAt(at) == '+') {
                identifiers(false);
            }
            if (at < end) {
                throw unreadable("unexpected '" + text.charAt(at) + "'");
            }
            return new NpmVersion(text, major, minor, patch, preRelease);
        }

        private long number() throws UnreadableVersionException {
            int start = at;
            while (at < end && isDigit(text.charAt(at))) {
                at++;
            }
            if (at == start) {
                throw unreadable("a number is missing");
            }
            if (at - start > 1 && text.charAt(start) == '0') {
                throw unreadable("a number has a leading zero");
            }
            long value = at - start > 16 ? Long.MAX_VALUE : Long.parseLong(text, start, at, 10);
            if (value > LARGEST) {
                throw unreadable("a number is larger than npm allows");
            }
            return value;
        }

        private void expect(char wanted) throws UnreadableVersionException {
            if (at >= end || text.charAt(at) != wanted) {
                throw unreadable("three numbers with dots between are wanted");
            }
            at++;
        }

        /** Reads from a {@code -} or {@code +} on. */
        private List<String> identifiers(boolean preRelease) throws UnreadableVersionException {
            List<String> parts = new ArrayList<>();
            do {
                int start = ++at;
                boolean numeric = true;
                while (at < end && isIdentifier(text.charAt(at))) {
                    numeric &= isDigit(text.charAt(at));
                    at++;
                }
                if (at == start) {
                    throw unreadable("an identifier is empty or has a character other than letters, digits and '-'");
                }
                if (preRelease && numeric && at - start > 1 && text.charAt(start) == '0') {
                    throw unreadable("a numeric pre-release identifier has a leading zero");
                }
                parts.add(text.substring(start, at));
            } while (at < end && text.charAt(at) == '.');
            return parts;
        }

        private UnreadableVersionException unreadable(String reason) {
            return new UnreadableVersionException(text, reason + " (at character " + (at + 1) + ")");
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }

        private static boolean isIdentifier(char c) {
            return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
        }

        /** What JavaScript's {@code trim} takes away. */
        private static boolean isBlank(char c) {
            return (c >= '\t' && c <= '\r')
                    || c == '\uFEFF'
                    || c == '\u2028'
                    || c == '\u2029'
                    || Character.getType(c) == Character.SPACE_SEPARATOR;
        }
    }
}
