package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.build.spec.ImageSpec;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Scheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The specs of a run. */
final class SpecFiles {
    private static final Path FOLDER = Path.of("containers");

    private SpecFiles() {}

    /**
     * Every spec in {@code containers/}.
     *
     * @throws PlimsollException USAGE if there is none
     */
    static List<Path> all() {
        List<Path> files = List.of();
        if (Files.isDirectory(FOLDER)) {
            try (Stream<Path> list = Files.list(FOLDER)) {
                files = list.filter(path -> path.toString().endsWith(".yaml"))
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw new PlimsollException(ErrorCode.FILE_ACCESS, "could not list " + FOLDER + ": " + e, e);
            }
        }
        if (files.isEmpty()) {
            throw new PlimsollException(
                    ErrorCode.USAGE, "there are no specs: --all builds " + FOLDER + "/*.yaml of this directory");
        }
        return files;
    }

    /**
     * What the files say. Each fault of each is told on its own line before the failure.
     *
     * @throws PlimsollException USAGE if there are faults
     */
    static List<ImageSpec> read(CliContext context, List<Path> files) {
        List<ImageSpec> specs = new ArrayList<>();
        int faults = 0;
        for (Path file : files) {
            ImageSpec.Reading reading = ImageSpec.read(file);
            reading.faults().forEach(fault -> context.err().println(SafeText.line(fault.in(file.toString()))));
            faults += reading.faults().size();
            reading.spec().ifPresent(specs::add);
        }
        if (faults > 0) {
            throw new PlimsollException(
                    ErrorCode.USAGE,
                    (faults == 1 ? "there is 1 fault" : "there are " + faults + " faults")
                            + " in the specs; nothing was built");
        }
        return specs;
    }

    /** Where an image goes if nobody says: where {@code gate} looks for it. */
    static ImageReference output(ImageSpec spec, Map<String, String> environment) {
        String set = environment.getOrDefault(GateImages.DIRECTORY_VARIABLE, "").strip();
        Path folder = set.isEmpty() ? spec.file().resolveSibling("out") : Path.of(set);
        return new ImageReference(
                Scheme.OCI_DIR, folder.resolve(spec.shortName()).toString());
    }
}
