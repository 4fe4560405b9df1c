package dev.plimsoll.build.elf;

import java.util.Comparator;

/** The order of libraries' names, in which numbers count as such: {@code libx.so.9} is before {@code libx.so.10}. */
final class LibraryNames implements Comparator<String> {
    static final LibraryNames ORDER = new LibraryNames();

    private LibraryNames() {}

    @Override
    public int compare(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length()) {
            char a = one.charAt(i);
            char b = j < other.length() ? other.charAt(j) : 0;
            if (isDigit(a) && isDigit(b)) {
                int endA = endOfNumber(one, i);
                int endB = endOfNumber(other, j);
                int order = new java.math.BigInteger(one.substring(i, endA))
                        .compareTo(new java.math.BigInteger(other.substring(j, endB)));
                if (order != 0) {
                    return order;
                }
                i = endA;
                j = endB;
            } else if (isDigit(a)) {
                return 1;
            } else if (isDigit(b)) {
                return -1;
            } else if (a != b) {
                return a - b;
            } else {
                i++;
                j++;
            }
        }
        return j < other.length() ? -1 : 0;
    }

    private static int endOfNumber(String text, int start) {
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
