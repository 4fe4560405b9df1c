package dev.plimsoll.image.tar;

import dev.plimsoll.image.blob.CorruptDataException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/**
 * What only those ask for who take a tar apart to make a new one.
 *
 * @param special what kind of device or pipe it is, if it is one
 * @param modified when the content was changed last
 * @param userName the owner's name, or empty
 * @param groupName the group's name, or empty
 * @param extendedAttributes by name
 */
public record TarDetails(
        Type special, Instant modified, String userName, String groupName, Map<String, byte[]> extendedAttributes) {

    private static final int MAX_DIGITS = 40;

    /** Kinds that {@link TarEntry.Kind#OTHER} covers. */
    public enum Type {
        /** It is none of these. */
        NONE,
        CHARACTER_DEVICE,
        BLOCK_DEVICE,
        PIPE;

        static Type of(byte flag) {
            return switch (flag) {
                case '3' -> CHARACTER_DEVICE;
                case '4' -> BLOCK_DEVICE;
                case '6' -> PIPE;
                default -> NONE;
            };
        }
    }

    static Instant time(long seconds, String what) throws CorruptDataException {
        try {
            return Instant.ofEpochSecond(seconds);
        } catch (DateTimeException e) {
            throw new CorruptDataException(what + " is no time: " + seconds);
        }
    }

    /** Reads seconds with a fraction. */
    static Instant time(byte[] text, String what) throws CorruptDataException {
        String digits = new String(text, StandardCharsets.US_ASCII);
        boolean plain = digits.length() <= MAX_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.' || c == '-');
        try {
            if (plain) {
                BigDecimal value = new BigDecimal(digits);
                BigDecimal seconds = value.setScale(0, RoundingMode.FLOOR);
                long nanos = value.subtract(seconds).movePointRight(9).longValue();
                return Instant.ofEpochSecond(seconds.longValueExact(), nanos);
            }
        } catch (NumberFormatException | ArithmeticException | DateTimeException e) {
            throw new CorruptDataException(what + " is no time");
        }
        throw new CorruptDataException(what + " is no time");
    }
}
