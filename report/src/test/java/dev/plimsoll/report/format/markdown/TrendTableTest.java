package dev.plimsoll.report.format.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.report.document.ImageSummary.Counts;
import dev.plimsoll.report.document.RunRow;
import dev.plimsoll.report.document.RunRow.ImageRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrendTableTest {
    @Test
    void theNewestRunComesFirstAndAPartialOneIsNoImprovement() throws IOException {
        List<RunRow> history = List.of(
                run("2026-11-21T00:00:00Z", 2, true),
                run("2026-11-22T00:00:00Z", 0, false),
                run("2026-11-23T00:00:00Z", 1, false));

        assertThat(written(history).lines().filter(line -> line.startsWith("| 2026")))
                .containsExactly(
                        "| 2026-11-23T00:00:00Z | WARN | 1 | at least 1 | none known | none known | none known |",
                        "| 2026-11-22T00:00:00Z | WARN | 1 | none known | none known | none known | none known |",
                        "| 2026-11-21T00:00:00Z | WARN | 1 | 2 | 0 | 0 | 0 |");
    }

    @Test
    void oneRunIsNoTrendAndManyAreCut() throws IOException {
        List<RunRow> many = new ArrayList<>();
        for (int i = 10; i < 40; i++) {
            many.add(run("2026-10-10T00:" + i + ":00Z", i, true));
        }

        assertThat(written(many.subList(0, 1))).isEmpty();
        assertThat(written(many).lines().filter(line -> line.startsWith("| 2026")))
                .hasSize(10);
    }

    private static RunRow run(String time, int critical, boolean complete) {
        Counts counts = new Counts(critical, 0, 0, 0, 0, 0, 0);
        return new RunRow(
                Instant.parse(time),
                "warn",
                List.of(new ImageRun("app", "app", "warn", Optional.of(counts), complete ? 100 : 50, complete)));
    }

    private static String written(List<RunRow> history) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TrendTable.write(history, new Markdown(out));
        return out.toString(StandardCharsets.UTF_8);
    }
}
