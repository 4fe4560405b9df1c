package dev.plimsoll.cli;

import dev.plimsoll.image.dockerfile.Dockerfile;
import dev.plimsoll.scan.ScanOptions;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What images were built from. */
final class DockerfileOptions {
    @Option(
            names = "--dockerfile",
            paramLabel = "FILE",
            description =
                    "What an image was built from, so that findings name its lines. Repeatable: the image's history tells"
                            + " which is its own.")
    private List<Path> files = List.of();

    ScanOptions in(ScanOptions options) {
        return options.withDockerfiles(
                files.stream().map(DockerfileOptions::read).toList());
    }

    /** Called by its path below the working directory, where readers of reports look for it. */
    private static Dockerfile read(Path file) {
        Path here = Path.of("").toAbsolutePath();
        Path whole = here.resolve(file).normalize();
        return Dockerfile.read(
                file, whole.startsWith(here) ? here.relativize(whole).toString() : file.toString());
    }
}
