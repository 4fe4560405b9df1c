package dev.plimsoll.policy.file;

import dev.plimsoll.policy.AllowUnjudged;
import dev.plimsoll.policy.Glob;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code allow-unjudged}. */
final class AllowReader {
    private final Values values;
    private int unidentifiedJars;
    private final Set<String> ecosystems = new HashSet<>();
    private final List<Glob> packages = new ArrayList<>();
    private final List<Glob> endOfLife = new ArrayList<>();
    private final List<Glob> gaps = new ArrayList<>();
    private final List<Glob> records = new ArrayList<>();
    private boolean nothingFound;

    AllowReader(Values values) {
        this.values = values;
    }

    Change read(Node node) {
        new Fields("'allow-unjudged'", values.faults())
                .may(
                        "unidentified-jars",
                        value -> values.number(value, "unidentified-jars").ifPresent(jars -> unidentifiedJars = jars))
                .may("ecosystems", value -> ecosystems.addAll(values.texts(value, "ecosystems")))
                .may("packages", value -> packages.addAll(values.globs(value, "packages")))
                .may("end-of-life", value -> endOfLife.addAll(values.globs(value, "end-of-life")))
                .may("gaps", value -> gaps.addAll(values.paths(value, "gaps")))
                .may("records", value -> records.addAll(values.globs(value, "records")))
                .may(
                        "nothing-found",
                        value -> values.bool(value, "nothing-found").ifPresent(allowed -> nothingFound = allowed))
                .read(node);
        AllowUnjudged allowed =
                new AllowUnjudged(unidentifiedJars, ecosystems, packages, endOfLife, gaps, records, nothingFound);
        return policy -> policy.allowUnjudged(allowed);
    }
}
