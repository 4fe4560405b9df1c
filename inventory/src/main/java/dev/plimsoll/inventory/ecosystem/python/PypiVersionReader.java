package dev.plimsoll.inventory.ecosystem.python;

import dev.plimsoll.inventory.UnreadableVersionException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one PEP 440 version from left to right; each part takes as much as it can and never gives back. */
final class PypiVersionReader {
    /** Python's own bound on the digits of a number. */
    private static final int MOST_DIGITS = 4300;

    // In the order of the specification's pattern: the first that fits is taken.
    private static final String[] PRE = {"alpha", "a", "beta", "b", "preview", "pre", "c", "rc"};
    private static final String[] POST = {"post", "rev", "r"};
    private static final String[] DEV = {"dev"};

    private final String text;
    private int at;
    private int end;

    PypiVersionReader(String text) {
        this.text = text;
        this.end = text.length();
    }

    PypiVersion read() throws UnreadableVersionException {
        trim();
        if (at < end && (text.charAt(at) == 'v' || text.charAt(at) == 'V')) {
            at++;
        }
        BigInteger first = number();
        BigInteger epoch = BigInteger.ZERO;
        if (is('!')) {
            at++;
            epoch = first;
            first = number();
        }
        List<BigInteger> release = release(first);
        Labelled pre = labelled(PRE);
        BigInteger post = post();
        Labelled dev = labelled(DEV);
        List<PypiVersion.LocalPart> local = is('+') ? local() : List.of();
        if (at < end) {
            throw unreadable("unexpected '" + text.charAt(at) + "'");
        }
        return new PypiVersion(
                text,
                epoch,
                release,
                rank(pre, post, dev),
                pre == null ? BigInteger.ZERO : pre.number(),
                post,
                dev == null ? null : dev.number(),
                local);
    }

    private static int rank(@Nullable Labelled pre, @Nullable BigInteger post, @Nullable Labelled dev) {
        if (pre == null) {
            return post == null && dev != null ? PypiVersion.DEV_ONLY : PypiVersion.FINAL;
        }
        return switch (pre.label()) {
            case "alpha", "a" -> PypiVersion.ALPHA;
            case "beta", "b" -> PypiVersion.BETA;
            default -> PypiVersion.CANDIDATE;
        };
    }

    private List<BigInteger> release(BigInteger first) throws UnreadableVersionException {
        List<BigInteger> parts = new ArrayList<>();
        parts.add(first);
        while (is('.') && at + 1 < end && isDigit(text.charAt(at + 1))) {
            at++;
            parts.add(number());
        }
        return parts;
    }

    private @Nullable BigInteger post() throws UnreadableVersionException {
        if (is('-') && at + 1 < end && isDigit(text.charAt(at + 1))) {
            at++;
            return number();
        }
        Labelled post = labelled(POST);
        return post == null ? null : post.number();
    }

    private @Nullable Labelled labelled(String[] labels) throws UnreadableVersionException {
        int start = at;
        separator();
        for (String label : labels) {
            if (at + label.length() <= end && matches(label)) {
                at += label.length();
                separator();
                boolean numbered = at < end && isDigit(text.charAt(at));
                return new Labelled(label, numbered ? number() : BigInteger.ZERO);
            }
        }
        at = start;
        return null;
    }

    /** Without regard to ASCII case only, so that no other letter (such as a long s) passes for one of these. */
    private boolean matches(String label) {
        for (int i = 0; i < label.length(); i++) {
            if (lower(text.charAt(at + i)) != label.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void separator() {
        if (is('.') || is('_') || is('-')) {
            at++;
        }
    }

    private List<PypiVersion.LocalPart> local() throws UnreadableVersionException {
        List<PypiVersion.LocalPart> parts = new ArrayList<>();
        do {
            int start = ++at;
            boolean numeric = true;
            StringBuilder part = new StringBuilder();
            while (at < end && isAlphanumeric(text.charAt(at))) {
                numeric &= isDigit(text.charAt(at));
                part.append(lower(text.charAt(at)));
                at++;
            }
            if (at == start) {
                throw unreadable("a part of the local version is empty");
            }
            parts.add(
                    numeric
                            ? new PypiVersion.LocalPart(number(start, at), "")
                            : new PypiVersion.LocalPart(BigInteger.ONE.negate(), part.toString()));
        } while (is('.') || is('_') || is('-'));
        return parts;
    }

    private BigInteger number() throws UnreadableVersionException {
        int start = at;
        while (at < end && isDigit(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw unreadable("a number is missing");
        }
        return number(start, at);
    }

    private BigInteger number(int start, int stop) throws UnreadableVersionException {
        if (stop - start > MOST_DIGITS) {
            throw new UnreadableVersionException(
                    text.substring(0, 40) + "…", "a number has more than " + MOST_DIGITS + " digits");
        }
        return stop - start <= 18
                ? BigInteger.valueOf(Long.parseLong(text, start, stop, 10))
                : new BigInteger(text.substring(start, stop));
    }

    private boolean is(char wanted) {
        return at < end && text.charAt(at) == wanted;
    }

    private void trim() {
        while (at < end && isBlank(text.charAt(at))) {
            at++;
        }
        while (end > at && isBlank(text.charAt(end - 1))) {
            end--;
        }
    }

    /** What Python's regular expressions call white space. */
    private static boolean isBlank(char c) {
        return (c >= '\t' && c <= '\r')
                || (c >= '\u001c' && c <= ' ')
                || c == '\u0085'
                || c == '\u2028'
                || c == '\u2029'
                || Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAlphanumeric(char c) {
        return isDigit(c) || (lower(c) >= 'a' && lower(c) <= 'z');
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }

    private UnreadableVersionException unreadable(String reason) {
        String shown = text.length() > 200 ? text.substring(0, 200) + "…" : text;
        return new UnreadableVersionException(shown, reason + " (at character " + (at + 1) + ")");
    }

    private record Labelled(String label, BigInteger number) {}
}
