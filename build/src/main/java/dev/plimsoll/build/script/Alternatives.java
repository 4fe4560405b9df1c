package dev.plimsoll.build.script;

import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.build.tree.UsrMerge;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Names that several packages can serve; the one with the highest priority does.
 *
 * @see <a href="https://manpages.debian.org/bookworm/dpkg/update-alternatives.1.en.html">update-alternatives(1)</a>
 */
final class Alternatives {
    private static final String LINKS = "etc/alternatives/";
    private static final String ADMIN = "var/lib/dpkg/alternatives/";

    private final Draft draft;
    private final Map<String, Group> groups = new TreeMap<>();

    Alternatives(Draft draft) {
        this.draft = draft;
    }

    /** One that can serve. */
    record Choice(String path, int priority, Map<String, String> slaves) {}

    private static final class Group {
        private final String link;
        private boolean manual;
        private final TreeMap<String, String> slaveLinks = new TreeMap<>();
        private final List<Choice> choices = new ArrayList<>();

        Group(String link) {
            this.link = link;
        }

        Choice best() {
            return choices.stream()
                    .max(Comparator.comparingInt(Choice::priority))
                    .orElseThrow();
        }
    }

    /**
     * Takes in what is registered already.
     *
     * @throws IOException if a file of the registry is damaged
     */
    void read() throws IOException {
        for (String name : draft.children(ADMIN.substring(0, ADMIN.length() - 1))) {
            List<String> lines = draft.text(ADMIN + name).orElse("").lines().toList();
            groups.put(name, read(lines, name));
        }
    }

    private static Group read(List<String> lines, String name) throws IOException {
        try {
            Group group = new Group(lines.get(1));
            group.manual = lines.get(0).equals("manual");
            int at = 2;
            List<String> slaves = new ArrayList<>();
            for (; !lines.get(at).isEmpty(); at += 2) {
                slaves.add(lines.get(at));
                group.slaveLinks.put(lines.get(at), lines.get(at + 1));
            }
            for (at++; at < lines.size() && !lines.get(at).isEmpty(); at += 2 + slaves.size()) {
                Map<String, String> own = new TreeMap<>();
                for (int i = 0; i < slaves.size(); i++) {
                    String path = lines.get(at + 2 + i);
                    if (!path.isEmpty()) {
                        own.put(slaves.get(i), path);
                    }
                }
                group.choices.add(new Choice(lines.get(at), Integer.parseInt(lines.get(at + 1)), own));
            }
            return group;
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new IOException("/" + ADMIN + name + " is damaged", e);
        }
    }

    /** Registers one, and makes the links of the best. */
    void install(String name, String link, Choice choice, Map<String, String> slaveLinks) {
        Group group = groups.computeIfAbsent(name, each -> new Group(link));
        group.choices.removeIf(each -> each.path().equals(choice.path()));
        group.choices.add(choice);
        group.slaveLinks.putAll(slaveLinks);
        update(name, group);
    }

    /** Takes one away; the links are of the next best then. */
    void remove(String name, String path) {
        Group group = groups.get(name);
        if (group != null && group.choices.removeIf(each -> each.path().equals(path))) {
            if (group.choices.isEmpty()) {
                groups.remove(name);
                draft.remove(LINKS + name);
                draft.remove(draft.place(UsrMerge.path(group.link.substring(1))));
                draft.remove(ADMIN + name);
            } else {
                update(name, group);
            }
        }
    }

    /** Paths that can serve a name. */
    List<String> paths(String name) {
        Group group = groups.get(name);
        return group == null
                ? List.of()
                : group.choices.stream().map(Choice::path).toList();
    }

    /** Whether a name was given to a path by hand. */
    boolean isManual(String name) {
        Group group = groups.get(name);
        return group != null && group.manual;
    }

    /** What {@code update-alternatives --query} says of a name that is registered. */
    String query(String name) {
        Group group = Optional.ofNullable(groups.get(name)).orElseThrow();
        String value = draft.find(LINKS + name).map(LayerFile::linkTarget).orElse("none");
        StringBuilder text = new StringBuilder("Name: " + name + "\nLink: " + group.link + "\n");
        slaves(text, group.slaveLinks);
        text.append("Status: ").append(group.manual ? "manual" : "auto");
        text.append("\nBest: ")
                .append(group.best().path())
                .append("\nValue: ")
                .append(value)
                .append('\n');
        for (Choice each : sorted(group)) {
            text.append("\nAlternative: ").append(each.path());
            text.append("\nPriority: ").append(each.priority()).append('\n');
            slaves(text, new TreeMap<>(each.slaves()));
        }
        return text.toString();
    }

    /** What {@code update-alternatives --display} says of a name that is registered. */
    String display(String name) {
        Group group = Optional.ofNullable(groups.get(name)).orElseThrow();
        StringBuilder text = new StringBuilder(name + " - " + (group.manual ? "manual" : "auto") + " mode\n");
        text.append("  link best version is ").append(group.best().path()).append('\n');
        text.append("  link currently points to ")
                .append(draft.find(LINKS + name).map(LayerFile::linkTarget).orElse("nothing"))
                .append('\n');
        text.append("  link ").append(name).append(" is ").append(group.link).append('\n');
        group.slaveLinks.forEach((slave, link) -> text.append("  slave ")
                .append(slave)
                .append(" is ")
                .append(link)
                .append('\n'));
        for (Choice each : sorted(group)) {
            text.append(each.path())
                    .append(" - priority ")
                    .append(each.priority())
                    .append('\n');
            each.slaves()
                    .forEach((slave, path) -> text.append("  slave ")
                            .append(slave)
                            .append(": ")
                            .append(path)
                            .append('\n'));
        }
        return text.toString();
    }

    private static void slaves(StringBuilder text, SortedMap<String, String> slaves) {
        if (!slaves.isEmpty()) {
            text.append("Slaves:\n");
            slaves.forEach((slave, path) ->
                    text.append(' ').append(slave).append(' ').append(path).append('\n'));
        }
    }

    private static SortedSet<Choice> sorted(Group group) {
        SortedSet<Choice> sorted = new TreeSet<>(Comparator.comparing(Choice::path));
        sorted.addAll(group.choices);
        return sorted;
    }

    private void update(String name, Group group) {
        if (group.manual) {
            // Who chose by hand keeps the links.
            draft.putText(ADMIN + name, admin(group));
            return;
        }
        Choice best = group.best();
        link(LINKS + name, best.path());
        link(draft.place(UsrMerge.path(group.link.substring(1))), "/" + LINKS + name);
        group.slaveLinks.forEach((slave, link) -> {
            String target = best.slaves().get(slave);
            String place = draft.place(UsrMerge.path(link.substring(1)));
            if (target != null && draft.follow(target.substring(1)).isPresent()) {
                link(LINKS + slave, target);
                link(place, "/" + LINKS + slave);
            } else {
                draft.remove(LINKS + slave);
                if (draft.find(place)
                        .filter(each -> each.linkTarget().equals("/" + LINKS + slave))
                        .isPresent()) {
                    draft.remove(place);
                }
            }
        });
        draft.putText(ADMIN + name, admin(group));
    }

    private void link(String path, String target) {
        draft.put(LayerFile.symlink(path, target, draft.epoch()));
    }

    /** As update-alternatives keeps it. */
    private static String admin(Group group) {
        StringBuilder text = new StringBuilder(group.manual ? "manual\n" : "auto\n")
                .append(group.link)
                .append('\n');
        group.slaveLinks.forEach(
                (slave, link) -> text.append(slave).append('\n').append(link).append('\n'));
        text.append('\n');
        for (Choice each : sorted(group)) {
            text.append(each.path()).append('\n').append(each.priority()).append('\n');
            group.slaveLinks
                    .keySet()
                    .forEach(slave ->
                            text.append(each.slaves().getOrDefault(slave, "")).append('\n'));
        }
        return text.append('\n').toString();
    }
}
