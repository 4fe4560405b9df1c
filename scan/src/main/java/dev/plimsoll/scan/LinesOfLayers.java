package dev.plimsoll.scan;

import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.Provenance.BuildFile;
import dev.plimsoll.image.dockerfile.Dockerfile;
import dev.plimsoll.image.dockerfile.LayerLines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the Dockerfile of an image, among those that the user names, else in its provenance. Never guesses: the history decides. */
final class LinesOfLayers {
    private LinesOfLayers() {}

    /** @param notes takes why a file that was named says nothing of this image */
    static LayerLines of(Subjects.Subject subject, ScanOptions options, List<String> notes) {
        ImageInfo image = subject.contents().image();
        List<LayerLines> fitting = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Dockerfile file : options.dockerfiles()) {
            LayerLines lines = file.linesOf(image);
            if (lines.isKnown()) {
                fitting.add(lines);
            } else {
                problems.add("no line of " + file.name() + " is named: " + lines.problem());
            }
        }
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        if (fitting.size() > 1) {
            notes.add("no line of a Dockerfile is named: several of those that were given fit this image");
            return LayerLines.NONE;
        }
        LayerLines attested = subject.provenance()
                .dockerfile()
                .flatMap(LinesOfLayers::parsed)
                .map(file -> file.linesOf(image))
                .orElse(LayerLines.NONE);
        if (!attested.isKnown()) {
            notes.addAll(problems);
        }
        return attested;
    }

    /** The builder's own copy; what can't be read in it costs nothing but the lines. */
    private static Optional<Dockerfile> parsed(BuildFile file) {
        try {
            return Optional.of(Dockerfile.of(file.content().getBytes(StandardCharsets.UTF_8), file.name()));
        } catch (PlimsollException e) {
            return Optional.empty();
        }
    }
}
