package dev.plimsoll.inventory.sbom;

import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.Origin;
import dev.plimsoll.inventory.Owner;
import dev.plimsoll.inventory.Purl;
import dev.plimsoll.inventory.Unidentified;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Components and unidentified pieces as {@link Facts}, and back. */
public final class ComponentFacts {
    private ComponentFacts() {}

    /** Everything about a component. */
    public static Facts of(Component component) {
        Facts facts = new Facts()
                .put("ecosystem", component.ecosystem())
                .put("name", component.name())
                .put("version", component.version());
        purl(component.purl(), facts);
        component
                .origin()
                .ifPresent(origin -> facts.put("origin:name", origin.name()).put("origin:version", origin.version()));
        component
                .owner()
                .ifPresent(owner -> facts.put("owner:ecosystem", owner.ecosystem())
                        .put("owner:name", owner.name())
                        .put("owner:version", owner.version()));
        locations(component.locations(), facts);
        facts.putAll("licence", component.licences());
        new TreeMap<>(component.properties()).forEach((name, value) -> facts.put("property:" + name, value));
        return facts;
    }

    /** Everything about an unidentified piece. */
    public static Facts of(Unidentified piece) {
        Facts facts = new Facts()
                .put("unidentified:ecosystem", piece.ecosystem())
                .put("unidentified:digest", piece.digest())
                .put("unidentified:reason", piece.reason());
        facts.putAll("unidentified:hint", piece.hints());
        locations(List.of(piece.location()), facts);
        return facts;
    }

    static boolean isComponent(Facts facts) {
        return facts.has("ecosystem");
    }

    static boolean isUnidentified(Facts facts) {
        return facts.has("unidentified:ecosystem");
    }

    static Component component(Facts facts) {
        List<Location> locations = locations(facts);
        if (locations.isEmpty()) {
            throw Facts.broken("has a component without a location: " + facts.text("name"));
        }
        return new Component(
                facts.require("ecosystem"),
                facts.require("name"),
                facts.require("version"),
                purl(facts),
                facts.get("origin:name").map(name -> new Origin(name, facts.require("origin:version"))),
                locations,
                facts.list("licence"),
                facts.get("owner:ecosystem")
                        .map(ecosystem ->
                                new Owner(ecosystem, facts.require("owner:name"), facts.require("owner:version"))),
                facts.below("property:"));
    }

    static Unidentified unidentified(Facts facts) {
        return new Unidentified(
                facts.require("unidentified:ecosystem"),
                locations(facts).stream().findFirst().orElseThrow(() -> Facts.broken("has a piece without a location")),
                facts.require("unidentified:digest"),
                facts.list("unidentified:hint"),
                facts.require("unidentified:reason"));
    }

    private static void purl(Purl purl, Facts facts) {
        String text = purl.toString();
        facts.put("purl", text);
        // What a purl's text can't hold (an empty part of a path, say) stands beside it.
        if (!Purl.parse(text).equals(Optional.of(purl))) {
            facts.put("purl:type", purl.type())
                    .put("purl:namespace", purl.namespace())
                    .put("purl:name", purl.name())
                    .put("purl:version", purl.version())
                    .put("purl:subpath", purl.subpath());
            purl.qualifiers().forEach((name, value) -> facts.put("purl:qualifier:" + name, value));
        }
    }

    private static Purl purl(Facts facts) {
        if (facts.has("purl:type")) {
            return new Purl(
                    facts.require("purl:type"),
                    facts.require("purl:namespace"),
                    facts.require("purl:name"),
                    facts.require("purl:version"),
                    new TreeMap<>(facts.below("purl:qualifier:")),
                    facts.require("purl:subpath"));
        }
        return Purl.parse(facts.require("purl"))
                .orElseThrow(() -> Facts.broken("has a component without a valid purl"));
    }

    private static void locations(List<Location> locations, Facts facts) {
        for (int i = 0; i < locations.size(); i++) {
            facts.put("location:" + i + ":path", locations.get(i).path());
            facts.putOptional("location:" + i + ":layer", locations.get(i).layer());
        }
    }

    private static List<Location> locations(Facts facts) {
        List<Location> result = new ArrayList<>();
        for (Optional<String> path = facts.get("location:0:path");
                path.isPresent();
                path = facts.get("location:" + result.size() + ":path")) {
            result.add(new Location(path.get(), facts.optionalInt("location:" + result.size() + ":layer")));
        }
        return result;
    }
}
