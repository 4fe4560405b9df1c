package dev.plimsoll.debian;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what the entries of an upgrade fix. */
final class FixExtractor {
    private FixExtractor() {}

    /**
     * The flaws that an upgrade fixes, ordered as they were fixed. An id that is fixed in one entry and taken back in a later one is
     * not among them.
     *
     * @param upgrade the entries above the installed version
     */
    static List<Fix> fixes(Upgrade upgrade) {
        Map<String, Fix> fixes = new LinkedHashMap<>();
        for (int i = upgrade.entries().size() - 1; i >= 0; i--) {
            Reading reading = new Reading(upgrade.entries().get(i), upgrade.fixedVersion(i));
            reading.takenBack.forEach(fixes::remove);
            reading.fixes.forEach(fixes::putIfAbsent);
        }
        return List.copyOf(fixes.values());
    }

    /** What one entry says. */
    private static final class Reading {
        private final ChangelogEntry entry;
        private final String version;
        private final Map<String, Fix> fixes = new LinkedHashMap<>();
        private final Set<String> takenBack = new HashSet<>();

        Reading(ChangelogEntry entry, String version) {
            this.entry = entry;
            this.version = version;
            for (Statement statement : Statement.of(entry.lines())) {
                for (Sentence sentence : Sentence.split(statement.text())) {
                    read(statement, sentence.text());
                }
            }
            // Replacing a bad fix by a good one names the flaw twice in one entry.
            takenBack.removeAll(fixes.keySet());
        }

        private void read(Statement statement, String sentence) {
            Set<String> fixed = new LinkedHashSet<>();
            for (FlawId flaw : FlawIds.in(sentence)) {
                switch (Wording.claim(statement.context(), sentence, flaw.start())) {
                    case FIXED -> fixed.add(flaw.id());
                    case TAKEN_BACK -> takenBack.add(flaw.id());
                    case NAMED -> {}
                }
            }
            Set<String> aliases = aliases(fixed);
            for (String id : fixed) {
                if (!aliases.contains(id)) {
                    fixes.putIfAbsent(id, new Fix(id, List.copyOf(aliases), version, entry, statement.lines(), ""));
                }
            }
        }

        /** One CVE beside one GHSA id in one sentence are two names of one flaw. */
        private static Set<String> aliases(Set<String> ids) {
            List<String> github = new ArrayList<>(ids);
            github.removeIf(id -> !id.startsWith("GHSA-"));
            return ids.size() == 2 && github.size() == 1 && ids.stream().anyMatch(id -> id.startsWith("CVE-"))
                    ? Set.copyOf(github)
                    : Set.of();
        }
    }
}
