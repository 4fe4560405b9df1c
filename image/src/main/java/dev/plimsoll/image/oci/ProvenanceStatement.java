package dev.plimsoll.image.oci;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.Limits;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.ImageFailures;
import dev.plimsoll.image.Provenance;
import dev.plimsoll.image.Provenance.UsedImage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an in-toto statement with a SLSA provenance as BuildKit writes it.
 *
 * @see <a href="https://slsa.dev/spec/v0.2/provenance">SLSA provenance 0.2</a>
 * @see <a href="https://slsa.dev/spec/v1.1/provenance">SLSA provenance 1</a>
 * @see <a href="https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md">How BuildKit fills it</a>
 */
final class ProvenanceStatement {
    private static final String V0 = "https://slsa.dev/provenance/v0.2";
    private static final String V1 = "https://slsa.dev/provenance/v1";
    private static final int MAX_MATERIALS = 10_000;

    private final String what;
    private final Limits limits;

    ProvenanceStatement(String what, Limits limits) {
        this.what = what;
        this.limits = limits;
    }

    static boolean isProvenance(String predicateType) {
        return predicateType.equals(V0) || predicateType.equals(V1);
    }

    Provenance read(byte[] json, Digest image) {
        Fields statement = Fields.parse(json, what, limits);
        requireAbout(image, statement);
        JsonNode predicate = statement.node("predicate");
        return switch (statement.text("predicateType")) {
            case V0 ->
                provenance(
                        predicate.path("materials"),
                        predicate.at("/invocation/parameters/args"),
                        predicate.path("metadata"),
                        "buildStartedOn",
                        "https://mobyproject.org/buildkit@v1#metadata");
            case V1 ->
                provenance(
                        predicate.at("/buildDefinition/resolvedDependencies"),
                        predicate.at("/buildDefinition/externalParameters/request/args"),
                        predicate.at("/runDetails/metadata"),
                        "startedOn",
                        "buildkit_metadata");
            default ->
                throw ImageFailures.corrupt(what + " is of type '"
                        + FileNames.printable(statement.text("predicateType")) + "', not what its manifest says");
        };
    }

    /** A statement may name no subject (the image had no name when it was built), but not another. */
    private void requireAbout(Digest image, Fields statement) {
        boolean others = false;
        for (JsonNode subject : statement.array("subject")) {
            String digest = subject.path("digest").path("sha256").asText("");
            if (digest.equals(image.hex())) {
                return;
            }
            others = others || !digest.isEmpty();
        }
        if (others) {
            throw ImageFailures.corrupt(what + " is about another image than " + image);
        }
    }

    private Provenance provenance(
            JsonNode materials, JsonNode arguments, JsonNode metadata, String started, String buildKit) {
        if (!materials.isArray()) {
            throw ImageFailures.corrupt(what + " does not say what the image was built from");
        }
        if (materials.size() > MAX_MATERIALS) {
            throw ImageFailures.corrupt(what + " names " + materials.size() + " things the image was built from");
        }
        List<String> frontends = List.of(
                arguments.path("source").asText(""), arguments.path("cmdline").asText(""));
        Set<UsedImage> images = new LinkedHashSet<>();
        for (JsonNode material : materials) {
            MaterialName.of(material.path("uri").asText(""))
                    .filter(name -> !BuildTools.isOne(name, frontends))
                    .ifPresent(name -> images.add(new UsedImage(
                            name,
                            Digest.parse("sha256:"
                                    + material.path("digest").path("sha256").asText("")))));
        }
        return new Provenance(
                List.copyOf(images),
                metadata.isObject() ? Fields.of(metadata, what).instant(started) : Optional.empty(),
                BuildSource.of(metadata.path(buildKit)),
                List.of());
    }
}
