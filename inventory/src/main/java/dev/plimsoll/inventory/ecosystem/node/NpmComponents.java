package dev.plimsoll.inventory.ecosystem.node;

import dev.plimsoll.image.Gap;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.ExtractorInput;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.Purl;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** Hands out components and gaps of one file. */
final class NpmComponents {
    /** The property and its value of a package that is only needed while developing. */
    private static final Map<String, String> DEVELOPMENT = Map.of("scope", "dev");

    private final ExtractorInput input;
    private final ExtractorOutput output;

    NpmComponents(ExtractorInput input, ExtractorOutput output) {
        this.input = input;
        this.output = output;
    }

    void add(String name, String version, List<String> licences) {
        add(name, version, licences, Map.of());
    }

    void addLocked(String name, String version, boolean development) {
        add(name, version, List.of(), development ? DEVELOPMENT : Map.of());
    }

    private void add(String name, String version, List<String> licences, Map<String, String> properties) {
        try {
            output.component(Component.of(NodeEcosystem.ID, name, version, purl(name, version), input.location())
                    .withLicences(licences)
                    .withProperties(properties));
        } catch (IllegalArgumentException e) {
            gap(Gap.Reason.CORRUPT, "'" + name + "' can't be the name of an npm package");
        }
    }

    /** Purl names are lower case, also those of the few old packages that are not. */
    private static Purl purl(String nativeName, String version) {
        String name = nativeName.toLowerCase(Locale.ROOT);
        int slash = name.startsWith("@") ? name.indexOf('/') : -1;
        return slash < 0
                ? Purl.of("npm", "", name, version, Map.of())
                : Purl.of("npm", name.substring(0, slash), name.substring(slash + 1), version, Map.of());
    }

    void gap(Gap.Reason reason, String detail) {
        output.gap(new Gap(input.entry().path(), OptionalInt.of(input.entry().layer()), reason, detail));
    }
}
