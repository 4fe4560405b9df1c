package dev.plimsoll.inventory.ecosystem.rpm;

import dev.plimsoll.inventory.UnreadableVersionException;
import dev.plimsoll.inventory.Version;

/**
 * A version as rpm reads and orders it: {@code [epoch:]version[-release]}. Without an epoch it is 0; without a release it is older than
 * with any.
 *
 * @see <a href="https://rpm-software-management.github.io/rpm/man/rpm-version.7">rpm-version(7)</a>
 */
final class RpmVersion implements Version {
    private final String text;
    private final String epoch;
    private final String version;
    private final String release;

    private RpmVersion(String text, String epoch, String version, String release) {
        this.text = text;
        this.epoch = epoch;
        this.version = version;
        this.release = release;
    }

    static RpmVersion parse(String text) throws UnreadableVersionException {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                throw new UnreadableVersionException(text, "a blank or a character outside ASCII");
            }
        }
        int colon = text.indexOf(':');
        String epoch = colon < 0 ? "0" : text.substring(0, colon);
        String rest = text.substring(colon + 1);
        for (int i = 0; i < epoch.length(); i++) {
            if (!isDigit(epoch.charAt(i))) {
                throw new UnreadableVersionException(text, "the epoch is no number");
            }
        }
        int dash = rest.lastIndexOf('-');
        String version = dash < 0 ? rest : rest.substring(0, dash);
        String release = dash < 0 ? "" : rest.substring(dash + 1);
        if (version.isEmpty() || epoch.isEmpty()) {
            throw new UnreadableVersionException(text, epoch.isEmpty() ? "the epoch is empty" : "no version");
        }
        if (dash >= 0 && release.isEmpty()) {
            throw new UnreadableVersionException(text, "nothing after the last '-'");
        }
        if (rest.indexOf(':') >= 0) {
            throw new UnreadableVersionException(text, "a second ':'");
        }
        return new RpmVersion(text, epoch, version, release);
    }

    @Override
    public int compareTo(Version other) {
        RpmVersion that = (RpmVersion) other;
        int order = compare(epoch, that.epoch);
        if (order == 0) {
            order = compare(version, that.version);
        }
        if (order == 0 && release.isEmpty() != that.release.isEmpty()) {
            return release.isEmpty() ? -1 : 1;
        }
        return order == 0 ? compare(release, that.release) : order;
    }

    /** Segment by segment; what is neither letter nor digit only separates, but for {@code ~} and {@code ^}. */
    private static int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() || j < b.length()) {
            i = skipSeparators(a, i);
            j = skipSeparators(b, j);
            char x = i < a.length() ? a.charAt(i) : 0;
            char y = j < b.length() ? b.charAt(j) : 0;
            if (x == '~' || y == '~') {
                if (x != y) {
                    return x == '~' ? -1 : 1;
                }
                i++;
                j++;
            } else if (x == '^' || y == '^') {
                if (x != y) {
                    return caret(x, y);
                }
                i++;
                j++;
            } else if (x == 0 || y == 0) {
                break;
            } else {
                int endA = segmentEnd(a, i, isDigit(x));
                int endB = segmentEnd(b, j, isDigit(x));
                if (endB == j) {
                    return isDigit(x) ? 1 : -1;
                }
                int order = isDigit(x)
                        ? compareNumbers(a, i, endA, b, j, endB)
                        : Integer.signum(a.substring(i, endA).compareTo(b.substring(j, endB)));
                if (order != 0) {
                    return order;
                }
                i = endA;
                j = endB;
            }
        }
        return Boolean.compare(i < a.length(), j < b.length());
    }

    /** A caret is newer than the end, and older than anything else. */
    private static int caret(char x, char y) {
        if (x == 0) {
            return -1;
        }
        if (y == 0) {
            return 1;
        }
        return x == '^' ? -1 : 1;
    }

    private static int compareNumbers(String a, int fromA, int endA, String b, int fromB, int endB) {
        int i = skipZeros(a, fromA, endA);
        int j = skipZeros(b, fromB, endB);
        if (endA - i != endB - j) {
            return Integer.compare(endA - i, endB - j);
        }
        return Integer.signum(a.substring(i, endA).compareTo(b.substring(j, endB)));
    }

    private static int skipZeros(String text, int from, int end) {
        int at = from;
        while (at < end && text.charAt(at) == '0') {
            at++;
        }
        return at;
    }

    private static int skipSeparators(String text, int from) {
        int at = from;
        while (at < text.length()
                && !isDigit(text.charAt(at))
                && !isLetter(text.charAt(at))
                && text.charAt(at) != '~'
                && text.charAt(at) != '^') {
            at++;
        }
        return at;
    }

    private static int segmentEnd(String text, int from, boolean digits) {
        int at = from;
        while (at < text.length() && (digits ? isDigit(text.charAt(at)) : isLetter(text.charAt(at)))) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    @Override
    public String toString() {
        return text;
    }
}
