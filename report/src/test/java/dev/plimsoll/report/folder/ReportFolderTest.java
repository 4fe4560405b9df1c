package dev.plimsoll.report.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.SampleScan;
import dev.plimsoll.report.document.ReportDocument;
import dev.plimsoll.report.document.RunRow;
import dev.plimsoll.report.folder.ReportFolder.Written;
import dev.plimsoll.report.master.HistoryFile;
import dev.plimsoll.report.master.MasterReader;
import dev.plimsoll.report.master.Masters;
import dev.plimsoll.report.master.RunInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reports of a run replace the former ones together, or not at all. */
class ReportFolderTest {
    private static final Instant FIRST = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-11-02T00:00:00Z");
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    @TempDir
    private Path directory;

    /** A summary that says which run it is of. */
    private record Summary() implements DocumentFormat {
        @Override
        public String id() {
            return "summary";
        }

        @Override
        public String fileName() {
            return ReportFolder.SUMMARY;
        }

        @Override
        public void write(ReportDocument report, OutputStream out) throws IOException {
            out.write(("summary of " + report.header().generated()).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A document that the disk has no room for. */
    private record TooLarge() implements DocumentFormat {
        @Override
        public String id() {
            return "large";
        }

        @Override
        public String fileName() {
            return "large.html";
        }

        @Override
        public void write(ReportDocument report, OutputStream out) throws IOException {
            out.write(new byte[100_000]);
            throw new IOException("No space left on device");
        }
    }

    @Test
    void writesTheMasterTheDocumentsAndTheHistory() throws IOException {
        Written written = run(FIRST);

        assertThat(written.header().verdict()).isEqualTo("fail");
        assertThat(written.images()).hasSize(1);
        assertThat(written.files()).containsExactly(file(ReportFolder.MASTER), file(ReportFolder.SUMMARY));
        assertThat(visible()).containsExactly(HistoryFile.NAME, ReportFolder.MASTER, ReportFolder.SUMMARY);
        assertThat(Files.readString(file(ReportFolder.SUMMARY))).isEqualTo("summary of " + FIRST);
        assertThat(HistoryFile.read(file(HistoryFile.NAME)))
                .extracting(RunRow::generated)
                .containsExactly(FIRST);
    }

    @Test
    void keepsTheFormerSummaryAndTheTrend() throws IOException {
        run(FIRST);
        run(SECOND);

        assertThat(Files.readString(file(ReportFolder.SUMMARY))).isEqualTo("summary of " + SECOND);
        assertThat(Files.readString(file(ReportFolder.SUMMARY + ".old"))).isEqualTo("summary of " + FIRST);
        try (MasterReader master = MasterReader.open(file(ReportFolder.MASTER))) {
            assertThat(master.history()).extracting(RunRow::generated).containsExactly(FIRST, SECOND);
        }
    }

    @Test
    void theFormerReportIsTheBaselineOfChanges() throws IOException {
        run(FIRST);

        try (ReportFolder folder = ReportFolder.take(directory, SECOND)) {
            assertThat(folder.former()
                            .orElseThrow()
                            .of(SampleScan.ordinary().image())
                            .orElseThrow()
                            .fingerprints())
                    .hasSize(2);
        }
    }

    @Test
    void aDocumentThatCannotBeWrittenLeavesAllFormerOnes() throws IOException {
        run(FIRST);
        Map<String, String> before = contents();

        assertThatThrownBy(() -> run(SECOND, new Summary(), new TooLarge()))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("the former reports are still there")
                .extracting(e -> ((PlimsollException) e).code())
                .isEqualTo(ErrorCode.FILE_ACCESS);

        assertThat(contents()).isEqualTo(before);
        assertThat(directory.resolve(".plimsoll-part")).doesNotExist();
        run(SECOND);
    }

    @Test
    void aRunThatFailsLeavesAllFormerOnes() throws IOException {
        run(FIRST);
        Map<String, String> before = contents();

        try (ReportFolder folder = ReportFolder.take(directory, SECOND)) {
            assertThatThrownBy(() -> folder.write(info(SECOND, folder), List.of(new Summary()), master -> {
                        master.add(Masters.judged(SampleScan.ordinary()));
                        throw new IllegalStateException("the scanner broke");
                    }))
                    .hasMessage("the scanner broke");
        }

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void onlyOneRunAtATimeHasTheFolder() throws IOException {
        try (ReportFolder first = ReportFolder.take(directory, FIRST)) {
            assertThatThrownBy(
                            () -> ReportFolder.take(directory, SECOND, AT_ONCE).close())
                    .isInstanceOf(PlimsollException.class)
                    .hasMessageContaining("another run is writing its reports into " + directory);
            assertThat(first.notes()).isEmpty();
        }
        run(SECOND);
    }

    @Test
    void whatAKilledRunLeftIsRemoved() throws IOException {
        Path part = Files.createDirectories(directory.resolve(".plimsoll-part"));
        Files.writeString(part.resolve(ReportFolder.MASTER), "half");

        run(FIRST);

        assertThat(part).doesNotExist();
    }

    @Test
    void aDamagedHistoryIsKeptUnderAnotherNameAndSaid() throws IOException {
        Files.writeString(file(HistoryFile.NAME), "{\"kind\": \"plimsoll-sec");

        try (ReportFolder folder = ReportFolder.take(directory, SECOND)) {
            assertThat(folder.notes())
                    .singleElement()
                    .asString()
                    .contains(HistoryFile.NAME, "the history begins anew", "damaged-2026-11-02T000000Z");
        }
        run(SECOND);

        assertThat(Files.readString(file(HistoryFile.NAME + ".damaged-2026-11-02T000000Z")))
                .isEqualTo("{\"kind\": \"plimsoll-sec");
        assertThat(HistoryFile.read(file(HistoryFile.NAME))).hasSize(1);
    }

    @Test
    void aFormerMasterThatCannotBeReadIsKeptUnderAnotherNameAndSaid() throws IOException {
        Files.writeString(file(ReportFolder.MASTER), "not ours");

        try (ReportFolder folder = ReportFolder.take(directory, SECOND)) {
            assertThat(folder.former()).isEmpty();
            assertThat(folder.notes()).singleElement().asString().contains(ReportFolder.MASTER);
        }

        assertThat(Files.readString(file(ReportFolder.MASTER + ".damaged-2026-11-02T000000Z")))
                .isEqualTo("not ours");
    }

    @Test
    void rendersAnewWithoutARun() throws IOException {
        run(FIRST);
        run(SECOND);
        Path elsewhere = directory.resolve("elsewhere");

        try (ReportFolder folder = ReportFolder.take(directory, SECOND)) {
            folder.render(file(ReportFolder.MASTER), List.of(new Summary()));
        }
        try (ReportFolder folder = ReportFolder.take(elsewhere, SECOND)) {
            folder.render(file(ReportFolder.MASTER), List.of(new Summary()));
        }

        assertThat(Files.readString(file(ReportFolder.SUMMARY + ".old"))).isEqualTo("summary of " + FIRST);
        assertThat(HistoryFile.read(file(HistoryFile.NAME))).hasSize(2);
        assertThat(elsewhere.resolve(ReportFolder.SUMMARY)).content().isEqualTo("summary of " + SECOND);
        assertThat(elsewhere.resolve(ReportFolder.MASTER)).hasSameBinaryContentAs(file(ReportFolder.MASTER));
        assertThat(elsewhere.resolve(HistoryFile.NAME)).doesNotExist();
    }

    @Test
    void aPlaceThatIsNoDirectoryIsAClearError() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");

        for (Path place : List.of(file, file.resolve("below"))) {
            assertThatThrownBy(() -> ReportFolder.take(place, FIRST).close())
                    .isInstanceOf(PlimsollException.class)
                    .hasMessageContaining("could not use " + place)
                    .hasMessageContaining("-d DIR");
        }
    }

    @Test
    void aDirectoryInAReportsPlaceIsAClearErrorAndNothingIsReplaced() throws IOException {
        run(FIRST);
        Files.createDirectory(directory.resolve("large.html"));
        Map<String, String> before = contents();

        assertThatThrownBy(() -> run(SECOND, new Summary(), new InPlaceOf()))
                .hasMessageContaining("a directory named large.html is in the place of a report");

        assertThat(contents()).isEqualTo(before);
    }

    private record InPlaceOf() implements DocumentFormat {
        @Override
        public String id() {
            return "in-place-of";
        }

        @Override
        public String fileName() {
            return "large.html";
        }

        @Override
        public void write(ReportDocument report, OutputStream out) throws IOException {
            out.write('x');
        }
    }

    private Written run(Instant when, DocumentFormat... formats) {
        List<DocumentFormat> wanted = formats.length == 0 ? List.of(new Summary()) : List.of(formats);
        try (ReportFolder folder = ReportFolder.take(directory, when)) {
            return folder.write(
                    info(when, folder), wanted, master -> master.add(Masters.judged(SampleScan.ordinary())));
        }
    }

    private static RunInfo info(Instant when, ReportFolder folder) {
        return new RunInfo(when, "1.2.3", "defaults", Map.of(), folder.history());
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private List<String> visible() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new java.util.TreeMap<>();
        for (String name : visible()) {
            contents.put(name, Files.isRegularFile(file(name)) ? Files.readString(file(name)) : "directory");
        }
        return contents;
    }
}
