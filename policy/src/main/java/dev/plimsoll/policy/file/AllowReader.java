package dev.plimsoll.policy.file;

import dev.plimsoll.base.yaml.Fields;
import dev.plimsoll.base.yaml.Values;
import dev.plimsoll.base.yaml.YamlNode;
import dev.plimsoll.policy.AllowUnjudged;
import dev.plimsoll.policy.Glob;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code allow-unjudged}. */
final class AllowReader {
    private final Values values;
    private final Globs globs;
    private int unidentifiedJars;
    private final Set<String> ecosystems = new HashSet<>();
    private final List<Glob> packages = new ArrayList<>();
    private final List<Glob> endOfLife = new ArrayList<>();
    private final List<Glob> gaps = new ArrayList<>();
    private final List<Glob> records = new ArrayList<>();
    private boolean nothingFound;

    AllowReader(Values values) {
        this.values = values;
        this.globs = new Globs(values);
    }

    Change read(YamlNode node) {
        new Fields("'allow-unjudged'", values.faults())
                .may(
                        "unidentified-jars",
                        value -> values.number(value, "unidentified-jars").ifPresent(jars -> unidentifiedJars = jars))
                .may("ecosystems", value -> ecosystems.addAll(values.texts(value, "ecosystems")))
                .may("packages", value -> packages.addAll(globs.all(value, "packages")))
                .may("end-of-life", value -> endOfLife.addAll(globs.all(value, "end-of-life")))
                .may("gaps", value -> gaps.addAll(globs.paths(value, "gaps")))
                .may("records", value -> records.addAll(globs.all(value, "records")))
                .may(
                        "nothing-found",
                        value -> values.bool(value, "nothing-found").ifPresent(allowed -> nothingFound = allowed))
                .read(node);
        AllowUnjudged allowed =
                new AllowUnjudged(unidentifiedJars, ecosystems, packages, endOfLife, gaps, records, nothingFound);
        return policy -> policy.allowUnjudged(allowed);
    }
}
