package dev.plimsoll.inventory.ecosystem.python;

import dev.plimsoll.image.Gap;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.ExtractorInput;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.Purl;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Hands out components and gaps of one file. */
final class PypiComponents {
    /** Past this many gaps the file as a whole is given up: it is no file of its kind. */
    private static final int MOST_GAPS = 50;

    /** The property and its value of a distribution that is only needed while developing. */
    private static final Map<String, String> DEVELOPMENT = Map.of("scope", "dev");

    private final ExtractorInput input;
    private final ExtractorOutput output;
    private int gaps;

    PypiComponents(ExtractorInput input, ExtractorOutput output) {
        this.input = input;
        this.output = output;
    }

    void add(String name, String version, List<String> licences) throws IOException {
        add(name, version, licences, Map.of());
    }

    void addLocked(String name, String version, boolean development) throws IOException {
        add(name, version, List.of(), development ? DEVELOPMENT : Map.of());
    }

    private void add(String name, String version, List<String> licences, Map<String, String> properties)
            throws IOException {
        try {
            Purl purl = Purl.of("pypi", "", name, version, Map.of());
            output.component(Component.of(PythonEcosystem.ID, name, version, purl, input.location())
                    .withLicences(licences)
                    .withProperties(properties));
        } catch (IllegalArgumentException e) {
            gap(Gap.Reason.CORRUPT, "'" + name + "' can't be the name of a distribution");
        }
    }

    void gap(Gap.Reason reason, String detail) throws IOException {
        if (++gaps > MOST_GAPS) {
            throw new IOException("more than " + MOST_GAPS + " places in it can't be read");
        }
        output.gap(new Gap(input.entry().path(), OptionalInt.of(input.entry().layer()), reason, detail));
    }
}
