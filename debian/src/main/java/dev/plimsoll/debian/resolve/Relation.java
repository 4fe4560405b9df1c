package dev.plimsoll.debian.resolve;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One part of a relation field, between commas: alternatives, the preferred first. Only demands have more than one.
 *
 * @param alternatives at least one
 */
public record Relation(List<Alternative> alternatives) {
    public Relation {
        alternatives = List.copyOf(alternatives);
        if (alternatives.isEmpty()) {
            throw new IllegalArgumentException("a relation without alternatives");
        }
    }

    /** As in a control file: {@code a (>= 1) | b}. */
    @Override
    public String toString() {
        return alternatives.stream().map(Alternative::toString).collect(Collectors.joining(" | "));
    }
}
