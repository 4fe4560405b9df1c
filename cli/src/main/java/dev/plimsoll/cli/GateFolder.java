package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.policy.Baseline;
import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.format.DocumentFormats;
import dev.plimsoll.report.master.Baselines;
import dev.plimsoll.report.master.JudgedImage;
import dev.plimsoll.report.master.MasterReader;
import dev.plimsoll.report.master.MasterWriter;
import dev.plimsoll.report.master.RunInfo;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The reports of a run: each is written aside and then takes its name, so that nobody sees half of one and no earlier one is lost. */
final class GateFolder implements AutoCloseable {
    private static final String MASTER = "security-scan-results.json";
    private static final String OLD = ".old";
    private static final List<String> ALWAYS = List.of("summary", "sarif");
    private static final int MOST_RUNS = 1000;
    private static final int BUFFER = 64 * 1024;

    private final Path directory;
    private final List<DocumentFormat> formats;
    private final Path part;
    private final OutputStream out;
    private final MasterWriter master;
    private final Optional<Baselines> former;
    private final List<Path> parts = new ArrayList<>();

    private GateFolder(Path directory, List<DocumentFormat> formats, Optional<Baselines> former, RunInfo run)
            throws IOException {
        this.directory = directory;
        this.formats = formats;
        this.former = former;
        this.part = newPart(directory);
        this.out = new BufferedOutputStream(Files.newOutputStream(part), BUFFER);
        this.master = new MasterWriter(out, run);
    }

    /** @throws PlimsollException USAGE for a format that is not known, FILE_ACCESS where nothing can be written */
    static GateFolder open(Path directory, List<String> wanted, RunInfo run) {
        List<DocumentFormat> formats = formats(wanted);
        try {
            Files.createDirectories(directory);
            Path before = directory.resolve(MASTER);
            Optional<Baselines> former = Files.exists(before) ? Optional.of(Baselines.open(before)) : Optional.empty();
            return new GateFolder(directory, formats, former, run);
        } catch (IOException e) {
            throw unwritable(directory, e);
        }
    }

    /** A new file beside the reports that no other run writes; with the rights that the user's files have. */
    private static Path newPart(Path directory) throws IOException {
        for (int i = 0; i < MOST_RUNS; i++) {
            try {
                return Files.createFile(directory.resolve(".report-" + i + ".part"));
            } catch (FileAlreadyExistsException e) {
                // Another run's, or one that was killed.
            }
        }
        throw new FileAlreadyExistsException(
                directory.resolve(".report-0.part").toString(),
                null,
                "left over by runs that were killed; delete .report-*.part");
    }

    private static PlimsollException unwritable(Path directory, IOException e) {
        return new PlimsollException(
                ErrorCode.FILE_ACCESS, "could not write reports to " + directory.toAbsolutePath() + ": " + e, e);
    }

    private static List<DocumentFormat> formats(List<String> wanted) {
        List<DocumentFormat> formats = new ArrayList<>();
        ALWAYS.forEach(id -> DocumentFormats.byId(id).ifPresent(formats::add));
        for (String id : wanted) {
            DocumentFormat format = DocumentFormats.byId(id)
                    .orElseThrow(() -> new PlimsollException(
                            ErrorCode.USAGE,
                            "--format does not know '" + id + "'; known are "
                                    + String.join(
                                            ", ",
                                            DocumentFormats.all().stream()
                                                    .map(DocumentFormat::id)
                                                    .toList())));
            if (!formats.contains(format)) {
                formats.add(format);
            }
        }
        return formats;
    }

    /** What the former report of this folder has of an image. */
    Optional<Baseline> former(ImageInfo image) {
        return former.flatMap(each -> each.of(image));
    }

    void add(JudgedImage image) throws IOException {
        master.add(image);
    }

    void addFailed(String image, Instant at, String error) throws IOException {
        master.addFailed(image, image, at, error);
    }

    /** Renders the reports, and gives all of them their names. */
    void finish() {
        try {
            master.finish();
            out.flush();
            try (MasterReader report = MasterReader.open(part)) {
                for (DocumentFormat format : formats) {
                    Path file = newPart(directory);
                    parts.add(file);
                    try (OutputStream rendered = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
                        format.write(report, rendered);
                    }
                }
            }
            for (int i = 0; i < parts.size(); i++) {
                replace(parts.get(i), formats.get(i).fileName());
            }
            replace(part, MASTER);
        } catch (IOException e) {
            throw unwritable(directory, e);
        }
    }

    private void replace(Path file, String name) throws IOException {
        Path target = directory.resolve(name);
        if (Files.exists(target)) {
            Files.copy(target, directory.resolve(name + OLD), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        master.close();
        out.close();
        if (former.isPresent()) {
            former.get().close();
        }
        Files.deleteIfExists(part);
        for (Path left : parts) {
            Files.deleteIfExists(left);
        }
    }
}
