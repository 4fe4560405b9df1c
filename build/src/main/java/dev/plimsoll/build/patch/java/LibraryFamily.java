package dev.plimsoll.build.patch.java;

import dev.plimsoll.debian.resolve.Versions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Libraries that were released together and lie together. They change together, since one of them in a new version may call what the
 * others only have in theirs: log4j-core 2.16 does not start with log4j-api 2.14.
 *
 * @param members at least one of which is wanted
 */
record LibraryFamily(List<LibraryWish> members) {
    LibraryFamily {
        members = List.copyOf(members);
    }

    /** All families; what is not wanted and has no wanted kin is in none. */
    static List<LibraryFamily> of(List<LibraryWish> wishes) {
        List<List<LibraryWish>> groups = new ArrayList<>();
        for (LibraryWish wish : wishes) {
            List<LibraryWish> joined = new ArrayList<>();
            groups.removeIf(group -> {
                boolean kin = group.stream().anyMatch(wish::isKinOf);
                if (kin) {
                    joined.addAll(group);
                }
                return kin;
            });
            joined.add(wish);
            groups.add(joined);
        }
        return groups.stream()
                .filter(group -> group.stream().anyMatch(LibraryWish::isWanted))
                .map(LibraryFamily::new)
                .toList();
    }

    /** Where a library of that name and version lies; nowhere if it is no member. */
    List<String> places(LibraryChange change) {
        return members.stream()
                .filter(member -> member.isOf(change))
                .flatMap(member -> member.places().stream())
                .toList();
    }

    /**
     * Which version each member gets, and its jar.
     *
     * @param jars of members that the repository has in a version that will do
     * @param missing wished versions that it does not have, and why
     */
    record Choice(Map<LibraryChange, LibraryRepository.Jar> jars, Map<LibraryChange, String> missing) {}

    /** The newest version that any member needs and the repository has; a member without that release gets the next best of its own. */
    Choice choose(LibraryRepository repository) throws RefusedLibraryException, IOException {
        Choice choice = new Choice(new LinkedHashMap<>(), new LinkedHashMap<>());
        Optional<String> lead = lead(repository, choice.missing());
        for (LibraryWish member : members) {
            choose(member, lead, repository, choice);
        }
        return choice;
    }

    private Optional<String> lead(LibraryRepository repository, Map<LibraryChange, String> missing)
            throws RefusedLibraryException, IOException {
        Versions scheme = Versions.of("java");
        List<String> versions = members.stream()
                .flatMap(member -> member.versions().stream())
                .distinct()
                .sorted(Collections.reverseOrder(scheme::compare))
                .toList();
        for (String version : versions) {
            for (LibraryWish member : members) {
                if (member.versions().contains(version)) {
                    LibraryChange change = member.change(version);
                    if (repository.find(change).isPresent()) {
                        return Optional.of(version);
                    }
                    missing.put(change, repository.whyMissing(change));
                }
            }
        }
        return Optional.empty();
    }

    private static void choose(LibraryWish member, Optional<String> lead, LibraryRepository repository, Choice choice)
            throws RefusedLibraryException, IOException {
        Set<String> versions = new LinkedHashSet<>();
        if (!member.exact()) {
            lead.ifPresent(versions::add);
        }
        versions.addAll(member.versions());
        for (String version : versions) {
            LibraryChange change = member.change(version);
            Optional<LibraryRepository.Jar> jar = repository.find(change);
            if (jar.isPresent()) {
                choice.jars().put(change, jar.get());
                return;
            }
            if (member.isWanted() && member.versions().contains(version)) {
                choice.missing().put(change, repository.whyMissing(change));
            }
        }
    }
}
