package dev.plimsoll.base.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Collects what is wrong in one file, so that all of it is reported together. Not for several threads. */
public final class Faults {
    private final List<Fault> all = new ArrayList<>();

    /** @param where what is wrong stands there */
    public void add(YamlNode where, String message) {
        add(where.mark(), message);
    }

    /** Something that is wrong with the file as a whole. */
    public void addAtStart(String message) {
        add(Optional.empty(), message);
    }

    void add(Optional<Mark> where, String message) {
        all.add(new Fault(
                where.map(Mark::getLine).orElse(0) + 1,
                where.map(Mark::getColumn).orElse(0) + 1,
                message));
    }

    /** In the order of the file. */
    public List<Fault> all() {
        return all.stream()
                .sorted(Comparator.comparing(Fault::line).thenComparing(Fault::column))
                .toList();
    }
}
