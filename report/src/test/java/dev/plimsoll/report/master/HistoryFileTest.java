package dev.plimsoll.report.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.report.document.ImageSummary.Counts;
import dev.plimsoll.report.document.RunRow;
import dev.plimsoll.report.document.RunRow.ImageRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryFileTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void givesBackWhatWasWritten() throws IOException {
        List<RunRow> runs = runs(3);

        assertThat(HistoryFile.read(write(runs))).isEqualTo(runs);
    }

    @Test
    void isEmptyWhereThereIsNone() {
        assertThat(HistoryFile.read(directory.resolve("absent"))).isEmpty();
    }

    @Test
    void keepsTheLatestRunsOnly() throws IOException {
        List<RunRow> runs = runs(HistoryFile.MOST_RUNS + 7);

        assertThat(HistoryFile.read(write(runs))).isEqualTo(runs.subList(7, runs.size()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "{\"kind\":\"other\"}", "{\"kind\":\"plimsoll-security-history\",\"runs\":7}"})
    void whatIsDamagedIsRefusedByName(String content) throws IOException {
        Path file = Files.writeString(directory.resolve(HistoryFile.NAME), content);

        assertThatThrownBy(() -> HistoryFile.read(file))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining(HistoryFile.NAME)
                .extracting(e -> ((PlimsollException) e).code())
                .isEqualTo(ErrorCode.REPORT_UNREADABLE);
    }

    private Path write(List<RunRow> runs) throws IOException {
        Path file = directory.resolve(HistoryFile.NAME);
        try (OutputStream out = Files.newOutputStream(file)) {
            HistoryFile.write(runs, out);
        }
        return file;
    }

    private static List<RunRow> runs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new RunRow(
                        START.plusSeconds(i),
                        "warn",
                        List.of(new ImageRun(
                                "app:" + i, "app", "warn", Optional.of(new Counts(0, i, 0, 0, 0, 0, 0)), 99, false))))
                .toList();
    }
}
