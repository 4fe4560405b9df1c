package dev.plimsoll.debian.resolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Chooses what is upgraded, as {@code apt-get upgrade --with-new-pkgs} does: nothing is removed, and what would break something that
 * was whole before stays as it is. Safe for use by several threads.
 */
public final class UpgradeResolver {
    private final PackageUniverse universe;
    private final Versions versions;

    /** Chooses among the packages of {@code universe}. */
    public UpgradeResolver(PackageUniverse universe, Versions versions) {
        this.universe = universe;
        this.versions = versions;
    }

    /** What can be upgraded. */
    public UpgradePlan resolve(UpgradeRequest request) {
        return new Run(request).plan();
    }

    private final class Run {
        private final UpgradeRequest request;
        private final Map<String, ArchivePackage> before;
        private final InstalledState state;
        private final Set<Need> brokenBefore = new HashSet<>();
        private final Set<String> leftOut = new HashSet<>();
        private final Map<String, ArchivePackage> changes = new TreeMap<>();
        private final Map<String, String> kept = new TreeMap<>();

        Run(UpgradeRequest request) {
            this.request = request;
            this.before = request.installed().stream()
                    .collect(Collectors.toMap(ArchivePackage::name, each -> each, (one, other) -> one));
            this.state = new InstalledState(before.values(), versions, universe.architecture());
            before.values().forEach(each -> brokenBefore.addAll(state.broken(each)));
            if (request.partial()) {
                brokenBefore.stream().filter(need -> !need.forbids()).forEach(this::leaveOut);
            }
        }

        private void leaveOut(Need need) {
            for (Alternative each : need.relation().alternatives()) {
                if (!state.isThere(each.name())) {
                    leftOut.add(each.name());
                }
            }
        }

        /** Whether a need was not respected before, or is in vain on purpose. */
        private boolean isKnown(Need need) {
            return brokenBefore.contains(need)
                    || !need.forbids()
                            && need.relation().alternatives().stream().anyMatch(each -> leftOut.contains(each.name()));
        }

        UpgradePlan plan() {
            Collection<String> wanted =
                    request.wanted().<Collection<String>>map(names -> names).orElse(before.keySet());
            for (String name : wanted) {
                newer(name).ifPresent(each -> {
                    String reason = request.kept().get(name);
                    if (reason == null) {
                        change(each);
                    } else {
                        kept.put(name, reason);
                    }
                });
            }
            for (Optional<Need> broken = firstBroken(); broken.isPresent(); broken = firstBroken()) {
                if (!mend(broken.get())) {
                    giveUp(broken.get());
                }
            }
            dropUnneeded(wanted);
            return new UpgradePlan(ordered(), kept);
        }

        /** The candidate of an installed package, if it is newer. */
        private Optional<ArchivePackage> newer(String name) {
            ArchivePackage installed = before.get(name);
            if (installed == null) {
                return Optional.empty();
            }
            return universe.candidate(name)
                    .filter(each -> versions.compare(each.version(), installed.version()) > 0)
                    .filter(each -> isOurs(installed) && isOurs(each));
        }

        private boolean isOurs(ArchivePackage each) {
            return each.architecture().equals("all") || each.architecture().equals(universe.architecture());
        }

        private void change(ArchivePackage each) {
            changes.put(each.name(), each);
            state.put(each);
        }

        private Optional<Need> firstBroken() {
            return state.all().stream()
                    .flatMap(each -> state.broken(each).stream())
                    .filter(need -> !isKnown(need))
                    .findFirst();
        }

        /** Upgrades or adds something more, so that a need is respected; says whether there was something. */
        private boolean mend(Need need) {
            boolean own = changes.containsKey(need.of().name());
            if (!own && mayChange(need.of().name())) {
                Optional<ArchivePackage> newer = newer(need.of().name());
                newer.ifPresent(this::change);
                return newer.isPresent();
            }
            if (need.forbids()) {
                return state.hits(need).stream().allMatch(hit -> makesRoom(hit, need));
            }
            for (Alternative alternative : need.relation().alternatives()) {
                Optional<ArchivePackage> found = candidates(alternative).stream()
                        .filter(each -> mayChange(each.name()))
                        .filter(each -> own || before.containsKey(each.name()))
                        .findFirst();
                if (found.isPresent()) {
                    change(found.get());
                    return true;
                }
            }
            return false;
        }

        private boolean mayChange(String name) {
            return !changes.containsKey(name)
                    && !kept.containsKey(name)
                    && !request.kept().containsKey(name);
        }

        /** Upgrades what stands in the way, if its newer version does not. */
        private boolean makesRoom(ArchivePackage hit, Need need) {
            if (!mayChange(hit.name())) {
                return false;
            }
            Optional<ArchivePackage> newer = newer(hit.name())
                    .filter(each -> need.relation().alternatives().stream()
                            .noneMatch(alternative -> state.isMeant(each, alternative)));
            newer.ifPresent(this::change);
            return newer.isPresent();
        }

        private List<ArchivePackage> candidates(Alternative wanted) {
            List<ArchivePackage> found = new ArrayList<>();
            universe.candidate(wanted.name()).ifPresent(found::add);
            universe.providers(wanted.name()).stream()
                    .map(PackageUniverse.Provider::owner)
                    .filter(each ->
                            universe.candidate(each.name()).filter(each::equals).isPresent())
                    .forEach(found::add);
            return found.stream()
                    .filter(each -> state.isMeant(each, wanted))
                    .filter(each -> !leftOut.contains(each.name()))
                    .filter(each -> !before.containsKey(each.name())
                            || newer(each.name()).filter(each::equals).isPresent())
                    .toList();
        }

        /** Takes the change back that broke a need. */
        private void giveUp(Need need) {
            String name = need.of().name();
            if (changes.containsKey(name)) {
                takeBack(name, need);
                return;
            }
            List<String> culprits = need.forbids()
                    ? state.hits(need).stream().map(ArchivePackage::name).toList()
                    : new ArrayList<>(changes.keySet())
                            .stream().filter(changed -> wasMeant(changed, need)).toList();
            List<String> changed =
                    culprits.stream().filter(changes::containsKey).toList();
            if (changed.isEmpty()) {
                // Nothing that was changed is to blame; it is as it was.
                brokenBefore.add(need);
            }
            changed.forEach(each -> takeBack(each, need));
        }

        private boolean wasMeant(String name, Need need) {
            ArchivePackage old = before.get(name);
            return old != null && need.relation().alternatives().stream().anyMatch(each -> state.isMeant(old, each));
        }

        private void takeBack(String name, Need need) {
            changes.remove(name);
            ArchivePackage old = before.get(name);
            if (old == null) {
                state.remove(name);
            } else {
                state.put(old);
            }
            kept.putIfAbsent(name, "it would break: " + need);
        }

        /** What came in for others that stayed as they were after all. */
        private void dropUnneeded(Collection<String> wanted) {
            for (String name : List.copyOf(changes.keySet())) {
                ArchivePackage change = changes.get(name);
                ArchivePackage old = before.get(name);
                if (change == null || wanted.contains(name)) {
                    continue;
                }
                changes.remove(name);
                if (old == null) {
                    state.remove(name);
                } else {
                    state.put(old);
                }
                if (firstBroken().isPresent()) {
                    change(change);
                }
            }
            kept.keySet().removeIf(name -> !before.containsKey(name));
        }

        private List<UpgradePlan.Step> ordered() {
            Set<String> done = new LinkedHashSet<>();
            Set<String> entered = new HashSet<>();
            changes.keySet().forEach(name -> order(name, entered, done));
            return done.stream()
                    .map(name -> new UpgradePlan.Step(
                            Optional.ofNullable(before.get(name)),
                            Optional.ofNullable(changes.get(name)).orElseThrow()))
                    .toList();
        }

        private void order(String name, Set<String> entered, Set<String> done) {
            ArchivePackage each = changes.get(name);
            if (each == null || !entered.add(name)) {
                return;
            }
            for (RelationKind kind : List.of(RelationKind.PRE_DEPENDS, RelationKind.DEPENDS)) {
                for (Relation relation : each.relations(kind)) {
                    state.hits(new Need(each, kind, relation)).forEach(hit -> order(hit.name(), entered, done));
                }
            }
            done.add(name);
        }
    }
}
