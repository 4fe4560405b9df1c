package dev.plimsoll.build.patch;

import dev.plimsoll.base.Digest;
import dev.plimsoll.build.attest.Material;
import dev.plimsoll.build.attest.Provenance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** How a patched image came to be: the image that was patched, what came in, and what its user asked for. */
final class PatchProvenance {
    private static final String BUILD_TYPE = "https://plimsoll.dev/patch/v1";

    private PatchProvenance() {}

    /**
     * The statement.
     *
     * @param base the image that the patch lies on
     * @param version of this program
     */
    static Provenance of(PatchLabels.Base base, PatchPlan plan, PatchOptions options, String version) {
        List<Material> materials = new ArrayList<>();
        base.digest()
                .flatMap(Digest::parse)
                .ifPresent(digest -> materials.add(new Material(base.name().orElse("image"), "", digest)));
        materials.addAll(plan.materials());
        return new Provenance(BUILD_TYPE, parameters(options), materials, version, plan.date());
    }

    /** What was asked for, without where things lie on this machine. */
    private static Map<String, ?> parameters(PatchOptions options) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (options.isPart()) {
            parameters.put("onlyPackages", new TreeSet<>(options.onlyPackages()));
            parameters.put("onlyVulnerabilities", new TreeSet<>(options.onlyFlaws()));
            parameters.put("onlySeverities", new TreeSet<>(options.onlySeverities()));
        }
        if (!options.to().isEmpty()) {
            parameters.put("versions", new TreeMap<>(options.to()));
        }
        if (options.engine().isPresent()) {
            parameters.put("engine", true);
        }
        return parameters;
    }
}
