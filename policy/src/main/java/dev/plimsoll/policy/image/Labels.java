package dev.plimsoll.policy.image;

import dev.plimsoll.base.SafeText;
import dev.plimsoll.policy.Effect;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code labels}: who answers for the image, where it comes from and when somebody last looked at it. */
final class Labels implements ImageRule {
    private static final String SCAN_DATE = "security.scan-date";
    private static final List<String> REQUIRED =
            List.of("maintainer", "org.opencontainers.image.source", "security.patch-level", SCAN_DATE);
    private static final long DAYS = 90;

    @Override
    public String id() {
        return "labels";
    }

    /** Which labels a team wants is its own matter. */
    @Override
    public Effect defaultEffect() {
        return Effect.INFORM;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.CONFIGURATION);
    }

    @Override
    public Outcome judge(ImageCase image) {
        List<String> required = image.list("labels.required", REQUIRED);
        List<String> missing = new ArrayList<>(required);
        missing.removeIf(name -> !image.image().labels().getOrDefault(name, "").isBlank());
        List<String> wrong = new ArrayList<>();
        missing.forEach(name -> wrong.add(name + " is missing"));
        stale(image).ifPresent(wrong::add);
        if (wrong.isEmpty()) {
            return Outcome.kept("the labels are there: " + String.join(", ", required));
        }
        return Outcome.broken(
                String.join(", ", wrong),
                wrong,
                missing.isEmpty()
                        ? "scan the image and build it with the date: LABEL " + SCAN_DATE + "=…"
                        : "in the Dockerfile: LABEL " + String.join("=… ", missing) + "=…");
    }

    private static Optional<String> stale(ImageCase image) {
        String text = image.image().labels().getOrDefault(SCAN_DATE, "").strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> date = date(text);
        if (date.isEmpty()) {
            return Optional.of(SCAN_DATE + " is no date: '" + SafeText.oneLine(text, 40) + "'");
        }
        long days = image.daysSince(date.get());
        return days > image.days("labels.days", DAYS)
                ? Optional.of(
                        SCAN_DATE + " was " + days + " days ago (at most " + image.days("labels.days", DAYS) + ")")
                : Optional.empty();
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
