package dev.plimsoll.report.format.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.report.document.ImageSummary.Counts;
import dev.plimsoll.report.document.RunRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrendPartTest {
    private static final Instant DAY = Instant.parse("2026-11-20T00:00:00Z");

    @Test
    void aFirstRunHasNoTrend() throws IOException {
        assertThat(write(run(0, Optional.of(counts(1, 2)), true))).isEmpty();
    }

    @Test
    void isToldInWordsAndAsATable() throws IOException {
        String trend = write(run(0, Optional.of(counts(5, 9)), true), run(1, Optional.of(counts(0, 7)), true));

        assertThat(trend)
                .contains("critical findings went from 5 to 0 and high ones from 9 to 7")
                .contains("2026-11-21 00:00 UTC")
                .doesNotContain("fill-not-judged\" x");
    }

    @Test
    void aRunThatSawLessIsNoImprovement() throws IOException {
        String partial = write(run(0, Optional.of(counts(5, 9)), true), run(1, Optional.of(counts(0, 7)), false));
        String failed = write(run(0, Optional.of(counts(5, 9)), true), run(1, Optional.empty(), false));

        assertThat(partial).contains("from 5 to none seen", "fill-not-judged\" x");
        assertThat(failed).contains("high ones from 9 to none seen", "fill-not-judged\" x");
    }

    private static Counts counts(int critical, int high) {
        return new Counts(critical, high, 0, 0, 0, 0, 0);
    }

    private static RunRow run(int day, Optional<Counts> counts, boolean complete) {
        return new RunRow(
                DAY.plusSeconds(day * 86_400L),
                "warn",
                List.of(new RunRow.ImageRun("app:1", "app", "warn", counts, complete ? 100 : 50, complete)));
    }

    private static String write(RunRow... runs) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HtmlOut html = new HtmlOut(out);
        new TrendPart(html).write(List.of(runs));
        html.flush();
        return out.toString(StandardCharsets.UTF_8);
    }
}
