package dev.plimsoll.inventory.ecosystem.java;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.image.Gap;
import dev.plimsoll.image.Want;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.ExtractorInput;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.ReadAs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Gradle's lock files, {@code GROUP:ARTIFACT:VERSION=CONFIGURATION,…} in each line.
 *
 * @see <a href="https://docs.gradle.org/current/userguide/dependency_locking.html">Locking versions</a>
 */
final class GradleLockExtractor implements Extractor {
    @Override
    public String id() {
        return "gradle-lockfile";
    }

    @Override
    public ReadAs reads() {
        return ReadAs.SOURCE;
    }

    @Override
    public Want wants(String path, long size, int mode) {
        return path.endsWith(".lockfile")
                        && (path.endsWith("gradle.lockfile") || path.contains("gradle/dependency-locks/"))
                ? Want.CONTENT
                : Want.NOTHING;
    }

    @Override
    public void extract(ExtractorInput input, ExtractorOutput output) throws IOException {
        String path = input.entry().path();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                BoundedInput.of(input.content().stream(), input.limits().jsonBytes(), path), StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("empty=")) {
                    read(line, number, input, output);
                }
            }
        }
    }

    private static void read(String line, int number, ExtractorInput input, ExtractorOutput output) {
        int equals = line.indexOf('=');
        String[] parts = line.substring(0, equals < 0 ? line.length() : equals).split(":", -1);
        if (parts.length != 3
                || !Coordinate.isId(parts[0])
                || !Coordinate.isId(parts[1])
                || !Coordinate.isVersion(parts[2])) {
            output.gap(new Gap(
                    input.entry().path(),
                    input.location().layer(),
                    Gap.Reason.CORRUPT,
                    "line " + number + " is no GROUP:ARTIFACT:VERSION"));
            return;
        }
        Coordinate coordinate = new Coordinate(parts[0], parts[1], parts[2], List.of());
        output.component(Component.of(
                JavaEcosystem.ID, coordinate.name(), coordinate.version(), JavaPurl.of(coordinate), input.location()));
    }
}
