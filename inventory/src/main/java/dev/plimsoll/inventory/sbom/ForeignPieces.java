package dev.plimsoll.inventory.sbom;

import dev.plimsoll.base.Digest;
import dev.plimsoll.image.Layer;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.Origin;
import dev.plimsoll.inventory.Purl;
import dev.plimsoll.inventory.ReadAs;
import dev.plimsoll.inventory.Unidentified;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What other tools declare. Nothing is dropped: what is no component is unidentified, or counted as an entry that is no package. */
final class ForeignPieces {
    /** Distributions whose advisories speak of source packages. */
    private static final Set<String> BUILT_FROM_SOURCES = Set.of("deb", "apk");

    private final SbomInput input;
    private final Map<Component, List<Location>> components = new LinkedHashMap<>();
    private final List<Component> sourceNotStated = new ArrayList<>();
    private final List<Unidentified> unidentified = new ArrayList<>();
    private final List<Piece> waiting = new ArrayList<>();
    private Optional<Distro> system = Optional.empty();
    private Optional<Distro> systemOfPurls = Optional.empty();
    private Subject subject;
    private boolean sourcesStated;
    private int otherEntries;

    ForeignPieces(SbomInput input) {
        this.input = input;
        this.subject = new Subject(input.name(), Optional.empty(), Optional.empty(), List.of());
    }

    boolean isEmpty() {
        return components.isEmpty() && sourceNotStated.isEmpty() && unidentified.isEmpty();
    }

    Subject subject() {
        return subject;
    }

    void subject(String name, String version, List<String> diffIds) {
        List<Layer> layers = new ArrayList<>();
        for (String diffId : diffIds) {
            layers.add(new Layer(layers.size(), Digest.parse(diffId), Optional.empty(), "", -1));
        }
        Optional<Digest> digest = Digest.parse(version);
        subject = new Subject(name.isEmpty() ? input.name() : name, digest, Optional.empty(), layers);
    }

    void add(Piece piece) {
        if (piece.kind() == Piece.Kind.OPERATING_SYSTEM) {
            system = system.or(() -> ForeignDistro.of(piece));
        } else if (!piece.purl().isEmpty()) {
            Optional<Purl> purl = Purl.parse(piece.purl());
            if (purl.isPresent()) {
                component(piece, purl.get());
            } else {
                unidentified(piece, "its package URL can't be read: " + piece.purl());
            }
        } else if (piece.kind() == Piece.Kind.FILE || ForeignProperties.isGroup(piece)) {
            otherEntries++;
        } else {
            unidentified(piece, "the SBOM gives it no package URL");
        }
    }

    private void component(Piece piece, Purl purl) {
        systemOfPurls = systemOfPurls.or(() -> ForeignDistro.of(purl));
        List<Location> locations = ForeignProperties.locations(piece, subject, input.name());
        Component component = input.components()
                .apply(purl, locations.get(0))
                .orElseGet(() -> unknownKind(purl, locations.get(0)))
                .withLocations(locations);
        component = withEpoch(component, purl);
        if (component.licences().isEmpty()) {
            component = component.withLicences(piece.licences());
        }
        if (purl.type().equals("rpm")) {
            Optional<Map<String, String>> module = ForeignModule.of(piece, purl);
            if (module.isEmpty()) {
                unidentified(
                        piece, "the SBOM does not say from which module stream it is, and advisories name streams");
                return;
            }
            Map<String, String> properties = new HashMap<>(component.properties());
            properties.putAll(module.get());
            component = component.withProperties(properties);
        }
        Optional<Origin> origin = ForeignOrigin.of(piece, purl).or(component::origin);
        if (origin.isPresent()) {
            sourcesStated = true;
            keep(component.withOrigin(origin.get()));
        } else if (BUILT_FROM_SOURCES.contains(purl.type())) {
            sourceNotStated.add(component);
            waiting.add(piece);
        } else {
            keep(component);
        }
    }

    /** A kind that no ecosystem of ours knows: its purl type stands for the ecosystem, and nothing judges it. */
    private static Component unknownKind(Purl purl, Location location) {
        String name = purl.namespace().isEmpty() ? purl.name() : purl.namespace() + "/" + purl.name();
        return Component.of(purl.type(), name, purl.version(), purl, location);
    }

    private static Component withEpoch(Component component, Purl purl) {
        String epoch = purl.qualifiers().getOrDefault("epoch", "0");
        if (epoch.equals("0")
                || component.version().isEmpty()
                || component.version().indexOf(':') >= 0) {
            return component;
        }
        return new Component(
                component.ecosystem(),
                component.name(),
                epoch + ":" + component.version(),
                component.purl(),
                component.origin(),
                component.locations(),
                component.licences(),
                component.owner(),
                component.properties());
    }

    private void keep(Component component) {
        // The same piece in two places is one component, as it is in an image.
        Component key = component.withLocations(List.of(new Location("", OptionalInt.empty())));
        components.computeIfAbsent(key, k -> new ArrayList<>()).addAll(component.locations());
    }

    private void unidentified(Piece piece, String reason) {
        String said = piece.version().isEmpty() ? piece.name() : piece.name() + " " + piece.version();
        unidentified.add(new Unidentified(
                "sbom",
                ForeignProperties.locations(piece, subject, input.name()).get(0),
                piece.sha1().isEmpty() ? "" : "sha1:" + piece.sha1(),
                List.of(said),
                reason));
    }

    /**
     * A package whose source package is not stated was built from a source of its own name, if the tool states the others'. If it
     * states none at all, nothing is known, and the advisories of its distribution can't be asked.
     */
    void decideSources(Optional<String> tool) {
        boolean states =
                sourcesStated || tool.filter(ForeignOrigin::statesSources).isPresent();
        for (int i = 0; i < sourceNotStated.size(); i++) {
            Component component = sourceNotStated.get(i);
            if (states) {
                keep(component.withOrigin(new Origin(component.name(), component.version())));
            } else {
                unidentified(
                        waiting.get(i),
                        "the SBOM does not say which source package it was built from, and its distribution's advisories name sources");
            }
        }
        sourceNotStated.clear();
        waiting.clear();
    }

    Inventory inventory(List<Component> own, List<Unidentified> ownUnidentified, Optional<String> tool) {
        return new Inventory(
                ReadAs.ROOT,
                system.or(() -> systemOfPurls),
                components(own),
                unidentified(ownUnidentified),
                List.of(),
                completeness(tool));
    }

    private String completeness(Optional<String> tool) {
        String by = "as declared by " + tool.orElse("a tool that is not named");
        return otherEntries == 0 ? by : by + "; " + otherEntries + " entries are files or groups, not packages";
    }

    List<Component> components(List<Component> own) {
        List<Component> all = new ArrayList<>(own);
        components.forEach((component, locations) -> all.add(component.withLocations(locations.stream()
                .distinct()
                .sorted(Comparator.comparing(Location::path))
                .toList())));
        all.sort(Comparator.comparing(Component::ecosystem)
                .thenComparing(Component::name)
                .thenComparing(Component::version)
                .thenComparing(component -> component.locations().get(0).path()));
        return all;
    }

    List<Unidentified> unidentified(List<Unidentified> own) {
        List<Unidentified> all = new ArrayList<>(own);
        all.addAll(unidentified);
        all.sort(Comparator.comparing(piece -> piece.location().path()));
        return all;
    }
}
