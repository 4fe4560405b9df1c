package dev.plimsoll.inventory.ecosystem.golang;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.image.Gap;
import dev.plimsoll.image.Want;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.ExtractorInput;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.ReadAs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * go.mod of source trees. Since Go 1.17 it names every module that a build needs; an older one names the direct ones only, which is a
 * gap. go.sum is not read: it also names modules that nothing is built of.
 */
final class GoModExtractor implements Extractor {
    @Override
    public String id() {
        return "go-mod";
    }

    @Override
    public ReadAs reads() {
        return ReadAs.SOURCE;
    }

    @Override
    public Want wants(String path, long size, int mode) {
        return path.endsWith("go.mod") && isSource(path) ? Want.CONTENT : Want.NOTHING;
    }

    /** Go itself passes over testdata; what lies in the module cache is not this tree's. */
    private static boolean isSource(String path) {
        int name = path.length() - "go.mod".length();
        return (name == 0 || path.charAt(name - 1) == '/')
                && !path.startsWith("testdata/")
                && !path.contains("/testdata/")
                && !path.contains("pkg/mod/")
                && !path.contains("node_modules/");
    }

    @Override
    public void extract(ExtractorInput input, ExtractorOutput output) throws IOException {
        GoMod mod = new GoMod();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(
                        BoundedInput.of(
                                input.content().stream(),
                                input.limits().jsonBytes(),
                                input.entry().path()),
                        StandardCharsets.UTF_8),
                1 << 16)) {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                mod.take(line);
            }
        }
        mod.checkWhole();
        GoComponents components = new GoComponents(input, output);
        mod.required().forEach(each -> each.addTo(components, Map.of()));
        if (!mod.required().isEmpty() && !mod.namesAllModules()) {
            components.gap(
                    Gap.Reason.UNSUPPORTED,
                    "written for Go before 1.17, it names direct dependencies only; nothing says what those depend on");
        }
    }
}
