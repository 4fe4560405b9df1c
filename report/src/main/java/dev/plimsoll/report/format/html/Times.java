package dev.plimsoll.report.format.html;

import dev.plimsoll.report.Age;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them, always in UTC. */
final class Times {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private Times() {}

    static String minute(Instant time) {
        return MINUTES.format(time.atOffset(ZoneOffset.UTC)) + " UTC";
    }

    static void write(HtmlOut html, Instant time) throws IOException {
        html.markup("<time").attribute("datetime", time.toString()).markup(">").text(minute(time));
        html.markup("</time>");
    }

    /** How long before {@code now} it was, in the largest unit that says something. */
    static String age(Instant time, Instant now) {
        Duration age = Duration.between(time, now);
        if (age.isNegative()) {
            return "dated after this report";
        }
        return Age.words(age) + " old";
    }
}
