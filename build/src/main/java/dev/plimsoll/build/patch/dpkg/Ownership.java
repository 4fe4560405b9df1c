package dev.plimsoll.build.patch.dpkg;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which packages have a path; several may have a directory, and packages of several architectures a file. */
final class Ownership {
    private final Map<String, Set<String>> owners = new HashMap<>();

    void add(String place, String name) {
        owners.merge(place, Set.of(name), (one, other) -> {
            Set<String> both = new TreeSet<>(one);
            both.addAll(other);
            return both;
        });
    }

    void remove(String place, String name) {
        owners.computeIfPresent(place, (key, names) -> {
            Set<String> left = new TreeSet<>(names);
            left.remove(name);
            return left.isEmpty() ? null : left;
        });
    }

    Set<String> of(String place) {
        return owners.getOrDefault(place, Set.of());
    }

    /** Those besides one. */
    Set<String> others(String place, String name) {
        Set<String> names = new TreeSet<>(of(place));
        names.remove(name);
        return names;
    }
}
