package dev.plimsoll.report.format.markdown;

import dev.plimsoll.report.document.ImageSummary.Counts;
import dev.plimsoll.report.document.RunRow;
import dev.plimsoll.report.document.RunRow.ImageRun;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** The last runs, newest first. A run that could not see everything says 'at least', so that it never looks like an improvement. */
final class TrendTable {
    private static final int RUNS = 10;

    private TrendTable() {}

    /** Nothing unless there is an earlier run to compare with. */
    static void write(List<RunRow> history, Markdown page) throws IOException {
        if (history.size() < 2) {
            return;
        }
        page.heading(2, "Trend");
        page.tableHead(List.of("Run", "Verdict", "Images", "Critical", "High", "Medium", "Unrated"));
        for (int i = history.size() - 1; i >= Math.max(0, history.size() - RUNS); i--) {
            RunRow run = history.get(i);
            page.row(List.of(
                    run.generated().truncatedTo(ChronoUnit.SECONDS).toString(),
                    Words.verdict(run.verdict()),
                    Integer.toString(run.images().size()),
                    sum(run, Counts::critical),
                    sum(run, Counts::high),
                    sum(run, Counts::medium),
                    sum(run, Counts::unspecified)));
        }
        page.blank();
    }

    private static String sum(RunRow run, ToIntFunction<Counts> severity) {
        int sum = run.images().stream()
                .map(ImageRun::counts)
                .flatMap(Optional::stream)
                .mapToInt(severity)
                .sum();
        boolean whole = run.images().stream()
                .allMatch(image -> image.complete() && image.counts().isPresent());
        if (whole) {
            return Integer.toString(sum);
        }
        return sum == 0 ? "none known" : "at least " + sum;
    }
}
