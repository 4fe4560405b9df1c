package dev.plimsoll.inventory.ecosystem.dpkg;

import dev.plimsoll.inventory.UnreadableVersionException;
import dev.plimsoll.inventory.Version;

/**
 * A version as dpkg reads and orders it: epoch, upstream version, revision.
 *
 * @see <a href="https://manpages.debian.org/bookworm/dpkg-dev/deb-version.7.en.html">deb-version(7)</a>
 */
final class DebVersion implements Version {
    private final String text;
    private final int epoch;
    private final String upstream;
    private final String revision;

    private DebVersion(String text, int epoch, String upstream, String revision) {
        this.text = text;
        this.epoch = epoch;
        this.upstream = upstream;
        this.revision = revision;
    }

    /** Refuses what {@code dpkg --compare-versions} refuses; what it only warns of (a version that starts with a letter) it takes. */
    static DebVersion parse(String text) throws UnreadableVersionException {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            throw new UnreadableVersionException(text, "empty");
        }
        int colon = trimmed.indexOf(':');
        int epoch = colon < 0 ? 0 : epoch(text, trimmed.substring(0, colon));
        String rest = trimmed.substring(colon + 1);
        int dash = rest.lastIndexOf('-');
        String upstream = dash < 0 ? rest : rest.substring(0, dash);
        String revision = dash < 0 ? "" : rest.substring(dash + 1);
        if (upstream.isEmpty()) {
            throw new UnreadableVersionException(text, "no upstream version");
        }
        if (dash >= 0 && revision.isEmpty()) {
            throw new UnreadableVersionException(text, "nothing after the last '-'");
        }
        for (int i = 0; i < rest.length(); i++) {
            if (rest.charAt(i) <= ' ' || rest.charAt(i) > '~') {
                throw new UnreadableVersionException(text, "a blank or a character outside ASCII");
            }
        }
        return new DebVersion(text, epoch, upstream, revision);
    }

    /** As strtol reads it for dpkg, which takes a plus sign. */
    private static int epoch(String text, String number) throws UnreadableVersionException {
        String digits = number.startsWith("+") ? number.substring(1) : number;
        long epoch = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            epoch = epoch * 10 + (c - '0');
            if (c < '0' || c > '9' || epoch > Integer.MAX_VALUE) {
                throw new UnreadableVersionException(text, "the epoch is no number up to " + Integer.MAX_VALUE);
            }
        }
        if (digits.isEmpty()) {
            throw new UnreadableVersionException(text, "the epoch is empty");
        }
        return (int) epoch;
    }

    @Override
    public int compareTo(Version other) {
        DebVersion that = (DebVersion) other;
        int byEpoch = Integer.compare(epoch, that.epoch);
        if (byEpoch != 0) {
            return byEpoch;
        }
        int byUpstream = compare(upstream, that.upstream);
        return byUpstream != 0 ? byUpstream : compare(revision, that.revision);
    }

    /** Turn by turn a part without digits and a part of digits, from the left. */
    private static int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() || j < b.length()) {
            while (i < a.length() && !isDigit(a.charAt(i)) || j < b.length() && !isDigit(b.charAt(j))) {
                int difference = weight(a, i) - weight(b, j);
                if (difference != 0) {
                    return difference;
                }
                i++;
                j++;
            }
            i = skipZeros(a, i);
            j = skipZeros(b, j);
            int first = 0;
            while (i < a.length() && isDigit(a.charAt(i)) && j < b.length() && isDigit(b.charAt(j))) {
                first = first != 0 ? first : a.charAt(i) - b.charAt(j);
                i++;
                j++;
            }
            if (i < a.length() && isDigit(a.charAt(i))) {
                return 1;
            }
            if (j < b.length() && isDigit(b.charAt(j))) {
                return -1;
            }
            if (first != 0) {
                return first;
            }
        }
        return 0;
    }

    /** A tilde comes before the end, letters after it, anything else after letters. */
    private static int weight(String text, int at) {
        if (at >= text.length() || isDigit(text.charAt(at))) {
            return 0;
        }
        char c = text.charAt(at);
        if (c == '~') {
            return -1;
        }
        boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
        return letter ? c : c + 256;
    }

    private static int skipZeros(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == '0') {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    @Override
    public String toString() {
        return text;
    }
}
