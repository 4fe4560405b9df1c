package dev.plimsoll.inventory.ecosystem.golang;

import dev.plimsoll.image.Gap;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.ExtractorInput;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.Purl;
import java.util.Map;
import java.util.OptionalInt;

/** Hands out components and gaps of one file. */
final class GoComponents {
    private final ExtractorInput input;
    private final ExtractorOutput output;

    GoComponents(ExtractorInput input, ExtractorOutput output) {
        this.input = input;
        this.output = output;
    }

    void add(String path, String version, Map<String, String> properties) {
        try {
            int slash = path.lastIndexOf('/');
            Purl purl = Purl.of(
                    "golang", slash < 0 ? "" : path.substring(0, slash), path.substring(slash + 1), version, Map.of());
            output.component(Component.of(GoEcosystem.ID, path, version, purl, input.location())
                    .withProperties(properties));
        } catch (IllegalArgumentException e) {
            gap(Gap.Reason.CORRUPT, "'" + path + "' can't be the path of a Go module");
        }
    }

    void gap(Gap.Reason reason, String detail) {
        output.gap(new Gap(input.entry().path(), OptionalInt.of(input.entry().layer()), reason, detail));
    }
}
