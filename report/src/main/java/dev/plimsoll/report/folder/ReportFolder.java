package dev.plimsoll.report.folder;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.FileReason;
import dev.plimsoll.base.HeldFile;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.document.Header;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.RunRow;
import dev.plimsoll.report.master.Baselines;
import dev.plimsoll.report.master.HistoryFile;
import dev.plimsoll.report.master.MasterReader;
import dev.plimsoll.report.master.MasterWriter;
import dev.plimsoll.report.master.RunInfo;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The folder of reports of one project. A run takes it for itself, sees what the former run left, and replaces all documents together;
 * when anything fails before that, the former ones stay as they were. For one thread.
 */
public final class ReportFolder implements AutoCloseable {
    /** Name of the master in the folder. */
    public static final String MASTER = "security-scan-results.json";

    /** Name of the summary, of which the former one is kept. */
    public static final String SUMMARY = "security-summary.md";

    private static final String OLD = ".old";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Path directory;
    private final HeldFile lock;
    private final Instant now;
    private final List<String> notes = new ArrayList<>();
    private final List<RunRow> history;
    private final Optional<Baselines> former;

    private ReportFolder(Path directory, HeldFile lock, Instant now) throws IOException {
        this.directory = directory;
        this.lock = lock;
        this.now = now;
        this.history = readHistory();
        this.former = openFormer();
    }

    /**
     * Takes the folder, which is made if it is not there.
     *
     * @param now the time, for the names of what is set aside
     * @throws PlimsollException FILE_ACCESS if it can't be made or written into, or another run has it
     */
    public static ReportFolder take(Path directory, Instant now) {
        return take(directory, now, PATIENCE);
    }

    static ReportFolder take(Path directory, Instant now, Duration patience) {
        try {
            Files.createDirectories(directory);
            HeldFile lock = FolderLock.take(directory, patience);
            try {
                return new ReportFolder(directory, lock, now);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS,
                    "could not use " + SafeText.line(directory.toString()) + " for reports: " + FileReason.of(e)
                            + "; name a directory that can be written into with -d DIR",
                    e);
        }
    }

    /** What the user should know of what was found in the folder, one line each. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** The runs before this one, oldest first. */
    public List<RunRow> history() {
        return history;
    }

    /** The former report, if there is one; closed with the folder. */
    public Optional<Baselines> former() {
        return former;
    }

    /**
     * What was written.
     *
     * @param header of the report
     * @param images each image in numbers
     * @param files all that was written, without the history
     */
    public record Written(Header header, List<ImageSummary> images, List<Path> files) {
        public Written {
            images = List.copyOf(images);
            files = List.copyOf(files);
        }
    }

    /** What gives the images to a master. */
    @FunctionalInterface
    public interface Images {
        /** Adds all images, and does not finish the master. */
        void addTo(MasterWriter master) throws IOException;
    }

    /**
     * Makes the reports of a run, and puts them in the place of the former ones.
     *
     * @throws PlimsollException FILE_ACCESS if they could not all be written; then the former ones are still there
     */
    public Written write(RunInfo run, List<DocumentFormat> formats, Images images) {
        return replacing(
                formats,
                true,
                aside -> aside.write(MASTER, out -> {
                    try (MasterWriter writer = new MasterWriter(out, run)) {
                        images.addTo(writer);
                        writer.finish();
                    }
                }));
    }

    /**
     * Makes the reports anew from a master, which is copied into the folder; no run is added to the history.
     *
     * @throws PlimsollException REPORT_UNREADABLE if it is no master, FILE_ACCESS as {@link #write}
     */
    public Written render(Path master, List<DocumentFormat> formats) {
        // Refused before anything is copied, under the name that the user gave.
        MasterReader.open(master).close();
        return replacing(
                formats,
                false,
                aside -> aside.write(MASTER, out -> {
                    try (InputStream in = new BufferedInputStream(Files.newInputStream(master), 64 * 1024)) {
                        in.transferTo(out);
                    }
                }));
    }

    private interface Master {
        Path write(Aside aside) throws IOException;
    }

    private Written replacing(List<DocumentFormat> formats, boolean isRun, Master master) {
        try (Aside aside = Aside.in(directory);
                MasterReader report = MasterReader.open(master.write(aside))) {
            if (isRun || isOfAnotherRun(report)) {
                keepSummary(aside);
            }
            List<String> named = new ArrayList<>(List.of(MASTER));
            for (DocumentFormat format : formats) {
                aside.write(format.fileName(), out -> format.write(report, out));
                named.add(format.fileName());
            }
            if (isRun) {
                aside.write(HistoryFile.NAME, out -> HistoryFile.write(runs(report), out));
            }
            aside.place();
            return new Written(
                    report.header(),
                    report.images(),
                    named.stream().map(directory::resolve).toList());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private boolean isOfAnotherRun(MasterReader report) {
        return former.map(before -> !before.generated().equals(report.header().generated()))
                .orElse(true);
    }

    private List<RunRow> runs(MasterReader report) {
        List<RunRow> runs = new ArrayList<>(history);
        runs.add(report.history().get(report.history().size() - 1));
        return runs;
    }

    private void keepSummary(Aside aside) throws IOException {
        if (Files.isRegularFile(directory.resolve(SUMMARY))) {
            aside.copy(SUMMARY, SUMMARY + OLD);
        }
    }

    private PlimsollException failed(IOException e) {
        return new PlimsollException(
                ErrorCode.FILE_ACCESS,
                "could not write the reports into " + SafeText.line(directory.toString()) + ": " + FileReason.of(e)
                        + "; the former reports are still there, unchanged",
                e);
    }

    private List<RunRow> readHistory() throws IOException {
        Path file = directory.resolve(HistoryFile.NAME);
        try {
            return HistoryFile.read(file);
        } catch (PlimsollException e) {
            setAside(file, e, "the history begins anew");
            return List.of();
        }
    }

    private Optional<Baselines> openFormer() throws IOException {
        Path file = directory.resolve(MASTER);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Baselines.open(file));
        } catch (PlimsollException e) {
            setAside(file, e, "what changed since then can't be said");
            return Optional.empty();
        }
    }

    /** What can't be read may still be of worth to somebody. */
    private void setAside(Path file, PlimsollException why, String follows) throws IOException {
        if (why.code() != ErrorCode.REPORT_UNREADABLE) {
            throw why;
        }
        Path kept = Path.of(file + ".damaged-" + now.toString().replace(":", ""));
        Files.move(file, kept);
        notes.add(why.getMessage() + ". It is kept as " + SafeText.line(kept.toString()) + "; " + follows);
    }

    @Override
    public void close() {
        former.ifPresent(Baselines::close);
        try {
            lock.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
