package dev.plimsoll.advisory.store;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.Affected;
import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.advisory.Coverage.Level;
import dev.plimsoll.advisory.Coverage.Reason;
import dev.plimsoll.advisory.Knowledge;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Ecosystem;
import dev.plimsoll.inventory.PackageKey;
import dev.plimsoll.inventory.UnreadableVersionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Answers for components, one by one; remembers what it read of a key. For one call, by one thread. */
final class Judge {
    private final String source;
    private final Shelves shelves;
    private final Function<String, Optional<Ecosystem>> ecosystems;
    private final Optional<Distro> distro;
    private final Map<PackageKey, Shelves.Known> known = new HashMap<>();

    Judge(String source, Shelves shelves, Function<String, Optional<Ecosystem>> ecosystems, Optional<Distro> distro) {
        this.source = source;
        this.shelves = shelves;
        this.ecosystems = ecosystems;
        this.distro = distro;
    }

    Knowledge judge(Component component) {
        Optional<Ecosystem> ecosystem = ecosystems.apply(component.ecosystem());
        if (ecosystem.isEmpty()) {
            return nothing(Reason.NO_SOURCE, "no advisories are known for " + component.ecosystem());
        }
        List<PackageKey> keys = ecosystem.get().keys(component, distro);
        if (keys.isEmpty()) {
            return nothing(
                    Reason.NO_SOURCE,
                    "nobody publishes advisories for " + component.ecosystem() + " packages of "
                            + distro.map(Distro::prettyName)
                                    .filter(name -> !name.isBlank())
                                    .orElse("this kind"));
        }
        try {
            return judge(component, ecosystem.get(), keys);
        } catch (ShelfException e) {
            return nothing(Reason.SOURCE_FAILED, String.valueOf(e.getMessage()));
        }
    }

    private Knowledge judge(Component component, Ecosystem ecosystem, List<PackageKey> keys) throws ShelfException {
        List<Advisory> advisories = new ArrayList<>();
        Set<String> unreadable = new LinkedHashSet<>();
        for (PackageKey key : keys) {
            Shelves.Known answer = known(key);
            answer.advisories().forEach(advisory -> of(component, key, advisory).ifPresent(advisories::add));
            unreadable.addAll(answer.unreadable());
        }
        return new Knowledge(advisories, coverage(component, ecosystem, keys, unreadable), List.copyOf(unreadable));
    }

    private Shelves.Known known(PackageKey key) throws ShelfException {
        Shelves.Known answer = known.get(key);
        if (answer == null) {
            answer = shelves.read(key);
            known.put(key, answer);
        }
        return answer;
    }

    /** The advisory without what is about other binaries of the same source package; empty if nothing is left. */
    private static Optional<Advisory> of(Component component, PackageKey key, Advisory advisory) {
        if (key.kind() != PackageKey.Kind.SOURCE) {
            return Optional.of(advisory);
        }
        List<Affected> mine = advisory.affected().stream()
                .filter(entry -> entry.binaries().isEmpty() || entry.binaries().contains(component.name()))
                .toList();
        if (mine.size() == advisory.affected().size()) {
            return Optional.of(advisory);
        }
        return mine.isEmpty() ? Optional.empty() : Optional.of(advisory.withAffected(mine));
    }

    private Coverage coverage(Component component, Ecosystem ecosystem, List<PackageKey> keys, Set<String> unreadable) {
        Set<String> asked = new LinkedHashSet<>();
        keys.forEach(key -> asked.add(key.ecosystem()));
        Optional<Shelves.Cover> cover = shelves.cover(asked);
        if (cover.isEmpty()) {
            return Coverage.notJudged(
                    source,
                    Reason.NO_SOURCE,
                    "no feed for " + String.join(", ", asked) + " in the advisory store; run 'plimsoll db update'");
        }
        Optional<String> complaint = complaint(component, ecosystem, keys);
        if (complaint.isPresent()) {
            return new Coverage(
                    Level.NOT_JUDGED,
                    cover.get().source(),
                    cover.get().date(),
                    cover.get().confirmed(),
                    Reason.VERSION_UNREADABLE,
                    complaint.get());
        }
        return new Coverage(
                Level.JUDGED,
                cover.get().source(),
                cover.get().date(),
                cover.get().confirmed(),
                unreadable.isEmpty() ? Reason.NONE : Reason.ADVISORY_UNREADABLE,
                unreadable.isEmpty() ? cover.get().others() : unreadable.size() + " can't be evaluated");
    }

    private static Optional<String> complaint(Component component, Ecosystem ecosystem, List<PackageKey> keys) {
        for (PackageKey key : keys) {
            String version = ecosystem.versionFor(component, key);
            if (version.isBlank()) {
                return Optional.of("no version is stated");
            }
            try {
                ecosystem.versions().parse(version);
            } catch (UnreadableVersionException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }
        return Optional.empty();
    }

    private Knowledge nothing(Reason reason, String detail) {
        return new Knowledge(List.of(), Coverage.notJudged(source, reason, detail), List.of());
    }
}
