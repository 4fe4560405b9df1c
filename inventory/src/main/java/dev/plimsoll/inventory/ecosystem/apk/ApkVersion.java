package dev.plimsoll.inventory.ecosystem.apk;

import dev.plimsoll.inventory.UnreadableVersionException;
import dev.plimsoll.inventory.Version;
import java.util.ArrayList;
import java.util.List;

/**
 * A version as apk reads and orders it: {@code number{.number}…{letter}{_suffix{number}}…{~hash}{-rN}}. Where apk 2 and apk 3 differ
 * (components of zeros alone: {@code 1.0} and {@code 1.00}), as apk 3 does.
 *
 * @see <a href="https://man.archlinux.org/man/apk-package.5">apk-package(5)</a>
 */
final class ApkVersion implements Version {
    /** Kinds of parts; of two versions that are equal so far, the one that goes on with the earlier kind is newer. */
    private enum Kind {
        NUMBER,
        LETTER,
        SUFFIX,
        SUFFIX_NUMBER,
        HASH,
        REVISION,
        END
    }

    /** Suffixes in their order; those before {@link #NO_SUFFIX} make a version older than the one without. */
    private static final List<String> SUFFIXES =
            List.of("alpha", "beta", "pre", "rc", "", "cvs", "svn", "git", "hg", "p");

    private static final int NO_SUFFIX = SUFFIXES.indexOf("");

    private record Part(Kind kind, String text, int suffix) {}

    private static final Part END = new Part(Kind.END, "", NO_SUFFIX);

    private final String text;
    private final List<Part> parts;

    private ApkVersion(String text, List<Part> parts) {
        this.text = text;
        this.parts = parts;
    }

    static ApkVersion parse(String text) throws UnreadableVersionException {
        return new ApkVersion(text, new Reader(text).parts());
    }

    /** Takes a version apart from the left. */
    private static final class Reader {
        private final String text;
        private final List<Part> parts = new ArrayList<>(8);
        private int at;

        Reader(String text) {
            this.text = text;
        }

        List<Part> parts() throws UnreadableVersionException {
            number(Kind.NUMBER);
            while (peek() == '.') {
                at++;
                number(Kind.NUMBER);
            }
            if (peek() >= 'a' && peek() <= 'z') {
                parts.add(new Part(Kind.LETTER, text.substring(at, at + 1), NO_SUFFIX));
                at++;
            }
            while (peek() == '_') {
                at++;
                suffix();
            }
            if (peek() == '~') {
                at++;
                hash();
            }
            if (text.startsWith("-r", at)) {
                at += 2;
                number(Kind.REVISION);
            }
            if (at < text.length()) {
                throw new UnreadableVersionException(text, "'" + text.charAt(at) + "' is not expected there");
            }
            parts.add(END);
            return List.copyOf(parts);
        }

        private void number(Kind kind) throws UnreadableVersionException {
            int from = at;
            while (isDigit(peek())) {
                at++;
            }
            if (from == at) {
                throw new UnreadableVersionException(text, "a number is missing");
            }
            parts.add(new Part(kind, text.substring(from, at), NO_SUFFIX));
        }

        private void suffix() throws UnreadableVersionException {
            int from = at;
            while (peek() >= 'a' && peek() <= 'z') {
                at++;
            }
            String name = text.substring(from, at);
            int suffix = SUFFIXES.indexOf(name);
            if (name.isEmpty() || suffix < 0) {
                throw new UnreadableVersionException(text, "'_" + name + "' is no suffix that apk knows");
            }
            parts.add(new Part(Kind.SUFFIX, name, suffix));
            if (isDigit(peek())) {
                number(Kind.SUFFIX_NUMBER);
            }
        }

        private void hash() throws UnreadableVersionException {
            int from = at;
            while (isDigit(peek()) || peek() >= 'a' && peek() <= 'f') {
                at++;
            }
            if (from == at) {
                throw new UnreadableVersionException(text, "nothing after '~'");
            }
            parts.add(new Part(Kind.HASH, text.substring(from, at), NO_SUFFIX));
        }

        private char peek() {
            return at < text.length() ? text.charAt(at) : 0;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    @Override
    public int compareTo(Version other) {
        ApkVersion that = (ApkVersion) other;
        for (int i = 0; ; i++) {
            Part a = parts.get(i);
            Part b = that.parts.get(i);
            if (a.kind() != b.kind()) {
                return goesOn(a, b);
            }
            if (a.kind() == Kind.END) {
                return 0;
            }
            int order = compare(a, b, i == 0);
            if (order != 0) {
                return order;
            }
        }
    }

    private static int goesOn(Part a, Part b) {
        if (a.suffix() < NO_SUFFIX) {
            return -1;
        }
        if (b.suffix() < NO_SUFFIX) {
            return 1;
        }
        return b.kind().compareTo(a.kind());
    }

    private static int compare(Part a, Part b, boolean first) {
        return switch (a.kind()) {
            case NUMBER ->
                !first && (a.text().startsWith("0") || b.text().startsWith("0"))
                        ? a.text().compareTo(b.text())
                        : numerically(a.text(), b.text());
            case SUFFIX -> Integer.compare(a.suffix(), b.suffix());
            case SUFFIX_NUMBER, REVISION -> numerically(a.text(), b.text());
            case LETTER, HASH -> a.text().compareTo(b.text());
            case END -> 0;
        };
    }

    /** Of any length. */
    private static int numerically(String a, String b) {
        String x = withoutZeros(a);
        String y = withoutZeros(b);
        return x.length() != y.length() ? Integer.compare(x.length(), y.length()) : x.compareTo(y);
    }

    private static String withoutZeros(String digits) {
        int from = 0;
        while (from < digits.length() - 1 && digits.charAt(from) == '0') {
            from++;
        }
        return digits.substring(from);
    }

    @Override
    public String toString() {
        return text;
    }
}
