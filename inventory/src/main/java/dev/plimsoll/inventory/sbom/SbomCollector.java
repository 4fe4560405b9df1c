package dev.plimsoll.inventory.sbom;

import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.Unidentified;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the parts of a document as its format's reader meets them, in any order, and makes an {@link Sbom} of them: entries with our
 * own facts as they were, foreign ones by what they declare. For one document and one thread.
 */
public final class SbomCollector {
    private final SbomInput input;
    private final ForeignPieces foreign;
    private final Facts document = new Facts();
    private final List<Component> components = new ArrayList<>();
    private final List<Unidentified> unidentified = new ArrayList<>();
    private final Map<Integer, String> coverage = new HashMap<>();
    private Optional<String> tool = Optional.empty();

    public SbomCollector(SbomInput input) {
        this.input = input;
        this.foreign = new ForeignPieces(input);
    }

    /** The facts of the whole document, to be added to. */
    public Facts document() {
        return document;
    }

    /** The first tool that the document names, with its version if it has one. */
    public void tool(String name, String version) {
        if (tool.isEmpty() && !name.isEmpty()) {
            tool = Optional.of(version.isEmpty() ? name : name + " " + version);
        }
    }

    /**
     * What the document is about.
     *
     * @param version digest or version, or empty
     * @param diffIds of its layers, lowest first, if stated
     */
    public void subject(String name, String version, List<String> diffIds) {
        foreign.subject(name, version, diffIds);
    }

    /** One entry. */
    public void piece(Piece piece) {
        Facts facts = piece.facts();
        if (ComponentFacts.isComponent(facts)) {
            facts.get("coverage").ifPresent(text -> coverage.put(components.size(), text));
            components.add(ComponentFacts.component(facts));
        } else if (ComponentFacts.isUnidentified(facts)) {
            unidentified.add(ComponentFacts.unidentified(facts));
        } else if (!facts.has("subject") && !facts.has("distro")) {
            foreign.add(piece);
        }
    }

    /** The whole. */
    public Sbom finish() {
        foreign.decideSources(tool);
        if (!DocumentFacts.isOwn(document, input.name())) {
            return new Sbom(foreign.inventory(components, unidentified, tool), foreign.subject(), tool, coverage);
        }
        tool = document.get("tool");
        return new Sbom(own(), DocumentFacts.subject(document), tool, coverage, DocumentFacts.omitted(document));
    }

    private Inventory own() {
        boolean whole = foreign.isEmpty()
                && components.size() == document.requireInt("components")
                && unidentified.size() == document.requireInt("unidentified");
        // Somebody added or took away entries: what is left is theirs to vouch for.
        List<Component> all = whole ? components : foreign.components(components);
        List<Unidentified> pieces = whole ? unidentified : foreign.unidentified(unidentified);
        return new Inventory(
                DocumentFacts.readAs(document),
                DocumentFacts.distro(document),
                all,
                pieces,
                DocumentFacts.gaps(document),
                whole
                        ? document.require("completeness")
                        : "as declared by whoever changed an SBOM of " + tool.orElse("Plimsoll"));
    }
}
