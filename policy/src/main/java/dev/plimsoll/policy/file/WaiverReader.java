package dev.plimsoll.policy.file;

import dev.plimsoll.base.yaml.Fields;
import dev.plimsoll.base.yaml.Values;
import dev.plimsoll.base.yaml.YamlNode;
import dev.plimsoll.policy.Glob;
import dev.plimsoll.policy.Waiver;
import java.time.LocalDate;
import java.util.Optional;

/** Reads one waiver. */
final class WaiverReader {
    private final Values values;
    private final Globs globs;
    private Optional<Glob> id = Optional.empty();
    private Optional<Glob> purl = Optional.empty();
    private Optional<Glob> path = Optional.empty();
    private Optional<Glob> image = Optional.empty();
    private Optional<String> reason = Optional.empty();
    private Optional<String> owner = Optional.empty();
    private Optional<LocalDate> until = Optional.empty();
    private Optional<String> control = Optional.empty();
    private boolean onlyWhileUnfixed;
    private boolean kev;

    WaiverReader(Values values) {
        this.values = values;
        this.globs = new Globs(values);
    }

    /** The waiver; empty if a fault was found in it. */
    Optional<Waiver> read(YamlNode node) {
        new Fields("a waiver", values.faults())
                .must("id", value -> id = globs.one(value, "id"))
                .may("package", value -> purl = globs.one(value, "package"))
                .may("path", value -> path = globs.path(value, "path"))
                .may("image", value -> image = globs.one(value, "image"))
                .must("reason", value -> reason = values.text(value, "reason"))
                .must("owner", value -> owner = values.text(value, "owner"))
                .must("until", value -> until = values.day(value, "until"))
                .may("control", value -> control = values.text(value, "control"))
                .may(
                        "only-while-unfixed",
                        value -> values.bool(value, "only-while-unfixed").ifPresent(only -> onlyWhileUnfixed = only))
                .may("kev", value -> values.bool(value, "kev").ifPresent(covered -> kev = covered))
                .read(node);
        return id.flatMap(which -> reason.flatMap(why -> owner.flatMap(who -> until.map(
                last -> new Waiver(which, purl, path, image, why, who, last, control, onlyWhileUnfixed, kev)))));
    }
}
