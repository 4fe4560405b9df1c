package dev.plimsoll.policy.file;

import dev.plimsoll.policy.Glob;
import dev.plimsoll.policy.Waiver;
import java.time.LocalDate;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one waiver. */
final class WaiverReader {
    private final Values values;
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
    }

    /** The waiver; empty if a fault was found in it. */
    Optional<Waiver> read(Node node) {
        new Fields("a waiver", values.faults())
                .must("id", value -> id = values.glob(value, "id"))
                .may("package", value -> purl = values.glob(value, "package"))
                .may("path", value -> path = values.path(value, "path"))
                .may("image", value -> image = values.glob(value, "image"))
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
