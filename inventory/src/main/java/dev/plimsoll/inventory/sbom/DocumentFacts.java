package dev.plimsoll.inventory.sbom;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.Gap;
import dev.plimsoll.image.Layer;
import dev.plimsoll.image.Platform;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.ReadAs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What concerns an SBOM of ours as a whole, as {@link Facts}, and back. */
public final class DocumentFacts {
    private static final String SCHEMA = "1";

    private DocumentFacts() {}

    /** All but the gaps and what was omitted. */
    public static Facts of(Sbom sbom) {
        Inventory inventory = sbom.inventory();
        Facts facts = new Facts()
                .put("schema", SCHEMA)
                .put("components", Integer.toString(inventory.components().size()))
                .put("unidentified", Integer.toString(inventory.unidentified().size()))
                .put("gaps", Integer.toString(inventory.gaps().size()))
                .put("read-as", inventory.readAs().name())
                .put("completeness", inventory.completeness());
        if (!sbom.omitted().isEmpty()) {
            facts.put("omitted", Integer.toString(sbom.omitted().size()));
        }
        sbom.tool().ifPresent(tool -> facts.put("tool", tool));
        inventory.distro().ifPresent(distro -> distro(distro, facts));
        subject(sbom.subject(), facts);
        return facts;
    }

    /** One gap, the {@code index}th. */
    public static Facts of(Gap gap, int index) {
        String start = "gap:" + index + ":";
        Facts facts = new Facts()
                .put(start + "path", gap.path())
                .put(start + "reason", gap.reason().name())
                .put(start + "detail", gap.detail());
        facts.putOptional(start + "layer", gap.layer());
        return facts;
    }

    /** One package that was left out, the {@code index}th. */
    public static Facts of(Omitted omitted, int index) {
        String start = "omitted:" + index + ":";
        Facts facts = new Facts().put(start + "purl", omitted.purl());
        if (!omitted.path().isEmpty()) {
            facts.put(start + "path", omitted.path());
        }
        return facts.put(start + "reason", omitted.reason());
    }

    /** Whether these are the facts of a document of ours. */
    static boolean isOwn(Facts facts, String name) {
        Optional<String> schema = facts.get("schema");
        if (schema.isPresent() && !schema.get().equals(SCHEMA)) {
            throw new PlimsollException(
                    ErrorCode.UNSUPPORTED_FORMAT,
                    name + " was made by another version of Plimsoll (" + Facts.PREFIX + "schema is not " + SCHEMA
                            + "); read it with that version, or make it again from the image");
        }
        return schema.isPresent();
    }

    static Optional<Distro> distro(Facts facts) {
        return facts.get("distro:id")
                .map(id -> new Distro(
                        id,
                        facts.text("distro:version-id"),
                        facts.text("distro:codename"),
                        facts.text("distro:pretty-name"),
                        facts.list("distro:like")));
    }

    private static void distro(Distro distro, Facts facts) {
        facts.put("distro:id", distro.id())
                .put("distro:version-id", distro.versionId())
                .put("distro:codename", distro.codename())
                .put("distro:pretty-name", distro.prettyName());
        facts.putAll("distro:like", distro.idLike());
    }

    static ReadAs readAs(Facts facts) {
        return constant(ReadAs.values(), facts.require("read-as"));
    }

    static Subject subject(Facts facts) {
        return new Subject(
                facts.require("subject:name"),
                facts.get("subject:digest").flatMap(Digest::parse),
                facts.get("subject:os")
                        .map(os -> new Platform(
                                os, facts.require("subject:architecture"), facts.require("subject:variant"))),
                layers(facts));
    }

    private static void subject(Subject subject, Facts facts) {
        facts.put("subject:name", subject.name());
        subject.digest().ifPresent(digest -> facts.put("subject:digest", digest.toString()));
        subject.platform()
                .ifPresent(platform -> facts.put("subject:os", platform.os())
                        .put("subject:architecture", platform.architecture())
                        .put("subject:variant", platform.variant()));
        List<Layer> layers = subject.layers();
        for (int i = 0; i < layers.size(); i++) {
            String start = "layer:" + i + ":";
            Layer layer = layers.get(i);
            facts.put(start + "index", Integer.toString(layer.index()))
                    .put(start + "created-by", layer.createdBy())
                    .put(start + "size", Long.toString(layer.size()));
            layer.diffId().ifPresent(digest -> facts.put(start + "diff-id", digest.toString()));
            layer.digest().ifPresent(digest -> facts.put(start + "digest", digest.toString()));
        }
    }

    private static List<Layer> layers(Facts facts) {
        List<Layer> result = new ArrayList<>();
        for (int i = 0; facts.has("layer:" + i + ":index"); i++) {
            String start = "layer:" + i + ":";
            result.add(new Layer(
                    facts.requireInt(start + "index"),
                    facts.get(start + "diff-id").flatMap(Digest::parse),
                    facts.get(start + "digest").flatMap(Digest::parse),
                    facts.require(start + "created-by"),
                    facts.requireLong(start + "size")));
        }
        return result;
    }

    static List<Gap> gaps(Facts facts) {
        List<Gap> result = new ArrayList<>();
        for (int i = 0; facts.has("gap:" + i + ":path"); i++) {
            String start = "gap:" + i + ":";
            result.add(new Gap(
                    facts.require(start + "path"),
                    facts.optionalInt(start + "layer"),
                    constant(Gap.Reason.values(), facts.require(start + "reason")),
                    facts.require(start + "detail")));
        }
        if (result.size() != facts.requireInt("gaps")) {
            throw Facts.broken("has lost some of its gaps");
        }
        return result;
    }

    static List<Omitted> omitted(Facts facts) {
        List<Omitted> result = new ArrayList<>();
        for (int i = 0; facts.has("omitted:" + i + ":purl"); i++) {
            String start = "omitted:" + i + ":";
            String path = facts.has(start + "path") ? facts.require(start + "path") : "";
            result.add(new Omitted(facts.require(start + "purl"), path, facts.require(start + "reason")));
        }
        if (facts.has("omitted") && result.size() != facts.requireInt("omitted")) {
            throw Facts.broken("has lost some of what it says was omitted");
        }
        return result;
    }

    private static <E extends Enum<E>> E constant(E[] values, String name) {
        for (E value : values) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        throw Facts.broken("has an unknown word among " + List.of(values));
    }
}
