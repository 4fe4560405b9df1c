package dev.plimsoll.report;

import java.time.Duration;

/** How old something is, in the largest unit that says something. */
public final class Age {
    private Age() {}

    /** Such as {@code 3 days}, {@code 5 hours} or {@code 12 min}; of what lies in the future {@code 0 min}. */
    public static String words(Duration age) {
        if (age.toDays() >= 2) {
            return age.toDays() + " days";
        }
        if (age.toHours() >= 2) {
            return age.toHours() + " hours";
        }
        return Math.max(0, age.toMinutes()) + " min";
    }
}
