package dev.plimsoll.inventory.ecosystem.java;

import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A number or a word of a Maven version. */
final class MavenVersionPart implements Comparable<MavenVersionPart> {
    static final MavenVersionPart ZERO = number("0");

    private static final int NUMBER = -1;
    /** Where the release stands among the words: {@code alpha < beta < milestone < rc < snapshot < release < sp < any other}. */
    private static final int RELEASE = 5;

    private static final int OTHER = 7;

    /** {@link #NUMBER}, or the rank of the word. */
    private final int rank;
    /** The word, if it has no rank of its own; else empty. */
    private final String word;

    private final long number;
    private final @Nullable BigInteger bigNumber;

    private MavenVersionPart(int rank, String word, long number, @Nullable BigInteger bigNumber) {
        this.rank = rank;
        this.word = word;
        this.number = number;
        this.bigNumber = bigNumber;
    }

    static MavenVersionPart number(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        String significant = digits.substring(start);
        return significant.length() <= 18
                ? new MavenVersionPart(NUMBER, "", Long.parseLong(significant), null)
                : new MavenVersionPart(NUMBER, "", Long.MAX_VALUE, new BigInteger(significant));
    }

    static MavenVersionPart word(String word) {
        int rank = switch (word) {
            case "alpha" -> 0;
            case "beta" -> 1;
            case "milestone" -> 2;
            case "rc", "cr" -> 3;
            case "snapshot" -> 4;
            case "", "ga", "final", "release" -> RELEASE;
            case "sp" -> 6;
            default -> OTHER;
        };
        return new MavenVersionPart(rank, rank == OTHER ? word : "", 0, null);
    }

    /** As {@link #word}, where {@code a}, {@code b} and {@code m} are short forms. */
    static MavenVersionPart wordBeforeNumber(String word) {
        return switch (word) {
            case "a" -> word("alpha");
            case "b" -> word("beta");
            case "m" -> word("milestone");
            default -> word(word);
        };
    }

    boolean isNothing() {
        return sign() == 0;
    }

    /** How it stands against nothing: {@code 1-rc} is before {@code 1}, {@code 1.1} after it. */
    int sign() {
        return rank == NUMBER ? Long.signum(number) : Integer.compare(rank, RELEASE);
    }

    /** How it stands against a deeper level: {@code 1.1} is after {@code 1-1}, a word before it. */
    int againstLevel() {
        return rank == NUMBER ? 1 : -1;
    }

    @Override
    public int compareTo(MavenVersionPart other) {
        if (rank == NUMBER && other.rank == NUMBER) {
            return bigNumber != null && other.bigNumber != null
                    ? bigNumber.compareTo(other.bigNumber)
                    : Long.compare(number, other.number);
        }
        if (rank == NUMBER || other.rank == NUMBER) {
            return rank == NUMBER ? 1 : -1;
        }
        return rank == OTHER && other.rank == OTHER ? word.compareTo(other.word) : Integer.compare(rank, other.rank);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MavenVersionPart part && compareTo(part) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(rank, word, number, bigNumber);
    }
}
