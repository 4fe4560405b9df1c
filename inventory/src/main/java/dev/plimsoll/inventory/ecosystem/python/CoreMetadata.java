package dev.plimsoll.inventory.ecosystem.python;

import dev.plimsoll.inventory.ExtractorInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What concerns us of a distribution's metadata.
 *
 * @param name or empty
 * @param version or empty
 * @param licences in the distribution's own words
 * @see <a href="https://packaging.python.org/en/latest/specifications/core-metadata/">Core metadata</a>
 */
record CoreMetadata(String name, String version, List<String> licences) {
    private static final int LONGEST_LICENCE = 200;
    private static final String LICENCE_CLASSIFIER = "License :: ";

    CoreMetadata {
        licences = List.copyOf(licences);
    }

    /** Reads the headers, up to the first empty line; the first of a name counts. */
    static CoreMetadata read(ExtractorInput input) throws IOException {
        Headers headers = new Headers();
        try (BufferedReader lines = TextFiles.lines(input)) {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty() || !headers.take(line)) {
                    break;
                }
            }
        }
        return new CoreMetadata(headers.name, headers.version, headers.licences());
    }

    private static final class Headers {
        private String name = "";
        private String version = "";
        private String licence = "";
        private String expression = "";
        private boolean inLicence;
        private final List<String> classifiers = new ArrayList<>();

        /** False if the line is none of a header: the headers end there. */
        boolean take(String line) {
            if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                // A licence of several lines is a whole licence text; its name stands in the classifiers.
                licence = inLicence && !line.isBlank() ? "" : licence;
                return true;
            }
            int colon = line.indexOf(':');
            if (colon <= 0) {
                return false;
            }
            inLicence = false;
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, Math.min(colon, 32))) {
                case "Name" -> name = name.isEmpty() ? value : name;
                case "Version" -> version = version.isEmpty() ? value : version;
                case "License-Expression" -> expression = value;
                case "License" -> {
                    licence = value;
                    inLicence = true;
                }
                case "Classifier" -> addClassifier(value);
                default -> {}
            }
            return true;
        }

        private void addClassifier(String value) {
            if (value.startsWith(LICENCE_CLASSIFIER)) {
                classifiers.add(value.substring(value.lastIndexOf(":: ") + 3));
            }
        }

        List<String> licences() {
            if (!expression.isEmpty()) {
                return List.of(expression);
            }
            boolean stated = !licence.isEmpty() && !licence.equals("UNKNOWN") && licence.length() <= LONGEST_LICENCE;
            return stated ? List.of(licence) : classifiers;
        }
    }
}
