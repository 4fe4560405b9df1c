package dev.plimsoll.build.attest;

import dev.plimsoll.base.Digest;
import dev.plimsoll.debian.ArchiveSuite;
import dev.plimsoll.image.write.Attachment;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an image came to be, as an in-toto statement. It tells nothing of the machine and of when it ran, so that whoever makes the same
 * has the same document.
 *
 * @param buildType address of the kind of work
 * @param parameters what its user asked for
 * @param materials what it was made of
 * @param version of this program
 * @param date stated as its date: the image's
 * @see <a href="https://slsa.dev/spec/v1.1/provenance">SLSA provenance 1</a>
 */
public record Provenance(
        String buildType, Map<String, ?> parameters, List<Material> materials, String version, Instant date) {
    private static final String PREDICATE = "https://slsa.dev/provenance/v1";
    private static final String BUILDER = "https://plimsoll.dev/plimsoll";

    public Provenance {
        materials = List.copyOf(materials);
    }

    /**
     * A signed suite of an archive as something that an image was made of.
     *
     * @param inRelease hash of its signed InRelease file
     * @see ArchiveSuite
     */
    public static Material suite(String name, Instant date, Digest inRelease) {
        return new Material(name + "/InRelease", "", inRelease, Map.of("date", date.toString()));
    }

    /** The statement, to lie beside the image of this name. */
    public Attachment attachment(String image) {
        return Statement.attachment(image, PREDICATE, date, manifest -> predicate());
    }

    private Map<String, ?> predicate() {
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put("buildType", buildType);
        definition.put("externalParameters", parameters);
        definition.put(
                "resolvedDependencies",
                materials.stream().map(Material::members).toList());
        Map<String, Object> builder = new LinkedHashMap<>();
        builder.put("id", BUILDER);
        builder.put("version", Map.of("plimsoll", version));
        Map<String, Object> predicate = new LinkedHashMap<>();
        predicate.put("buildDefinition", definition);
        predicate.put("runDetails", Map.of("builder", builder));
        return predicate;
    }
}
