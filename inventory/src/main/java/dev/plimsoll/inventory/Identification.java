package dev.plimsoll.inventory;

import dev.plimsoll.base.PlimsollException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks the ecosystems that can to prove what their extractors could not. Whatever fails there, every piece stays accounted for. */
final class Identification {
    private final List<Ecosystem> ecosystems;
    private final IdentifyContext context;

    Identification(List<Ecosystem> ecosystems, IdentifyContext context) {
        this.ecosystems = ecosystems;
        this.context = context;
    }

    void prove(Findings findings) {
        for (Ecosystem ecosystem : ecosystems) {
            if (ecosystem instanceof Identifies identifier) {
                List<Unidentified> pieces = findings.unidentified.stream()
                        .filter(piece -> piece.ecosystem().equals(ecosystem.id())
                                && piece.owner().isEmpty())
                        .sorted(Comparator.comparing(piece -> piece.location().path()))
                        .toList();
                if (!pieces.isEmpty()) {
                    apply(ask(identifier, pieces), pieces, findings);
                }
            }
        }
    }

    private Identifies.Identified ask(Identifies identifier, List<Unidentified> pieces) {
        try {
            return identifier.identify(pieces, context);
        } catch (PlimsollException e) {
            return failed(pieces, Extraction.message(e));
        } catch (RuntimeException e) {
            return failed(pieces, e.getClass().getSimpleName() + ": " + Extraction.message(e));
        }
    }

    private static Identifies.Identified failed(List<Unidentified> pieces, String why) {
        return new Identifies.Identified(
                List.of(),
                pieces.stream()
                        .map(piece -> piece.withReason(piece.reason() + "; asking outside failed: " + why))
                        .toList());
    }

    private static void apply(Identifies.Identified answer, List<Unidentified> pieces, Findings findings) {
        Set<Unidentified> asked = new HashSet<>(pieces);
        Set<Location> places = new HashSet<>();
        pieces.forEach(piece -> places.add(piece.location()));
        Set<Location> proved = new HashSet<>();
        for (Component component : answer.components()) {
            // A proof counts only for a place that was asked about.
            if (places.containsAll(component.locations())) {
                findings.component(component);
                proved.addAll(component.locations());
            }
        }
        Map<Location, Unidentified> left = new HashMap<>();
        answer.left().forEach(piece -> left.put(piece.location(), piece));
        findings.unidentified.removeIf(piece -> asked.contains(piece) && proved.contains(piece.location()));
        findings.unidentified.replaceAll(
                piece -> asked.contains(piece) ? left.getOrDefault(piece.location(), piece) : piece);
    }
}
