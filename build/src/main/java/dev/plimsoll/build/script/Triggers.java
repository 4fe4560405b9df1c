package dev.plimsoll.build.script;

import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.build.tree.UsrMerge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Work that one package does because of others: for a path that they bring something below, or a name that they call. For one thread.
 *
 * @see <a href="https://manpages.debian.org/bookworm/dpkg-dev/deb-triggers.5.en.html">deb-triggers(5)</a>
 */
final class Triggers {
    private final Draft draft;
    private final Predicate<String> brings;
    private final Map<String, List<String>> interests = new LinkedHashMap<>();
    private final Set<String> called = new TreeSet<>();

    /** @param brings whether a package of a name is one whose files count as brought */
    Triggers(Draft draft, Predicate<String> brings) {
        this.draft = draft;
        this.brings = brings;
    }

    /** Takes in what a package's file of triggers says. */
    void add(String packageName, String text) {
        for (String line : text.lines().map(String::strip).toList()) {
            int blank = line.indexOf(' ');
            String name = blank < 0 ? "" : line.substring(blank).strip();
            if (line.startsWith("interest")) {
                interests
                        .computeIfAbsent(packageName, each -> new ArrayList<>())
                        .add(name);
            } else if (line.startsWith("activate")) {
                called.add(name);
            }
        }
    }

    /** Takes in what a package that is there already listens to. */
    void listen(String packageName, String text) {
        add(
                packageName,
                text.lines().filter(line -> line.strip().startsWith("interest")).collect(Collectors.joining("\n")));
    }

    /** Forgets what a package listens to. */
    void forget(String packageName) {
        interests.remove(packageName);
    }

    /** A script calls one by its name. */
    void call(String name) {
        called.add(name);
    }

    /** Names and paths that a package is called for, with blanks between, as its script gets them; empty if it is not. */
    String of(String packageName) {
        return String.join(
                " ",
                interests.getOrDefault(packageName, List.of()).stream()
                        .filter(name -> called.contains(name) || name.startsWith("/") && isBrought(name, packageName))
                        .toList());
    }

    /** Packages that brought what another is called for; names that scripts call are nobody's. */
    Set<String> callers(String packageName) {
        Set<String> found = new TreeSet<>();
        for (String name : interests.getOrDefault(packageName, List.of())) {
            if (name.startsWith("/")) {
                draft.below(draft.place(UsrMerge.path(name.substring(1)))).keySet().stream()
                        .flatMap(path -> draft.owner(path).stream())
                        .filter(owner -> !owner.equals(packageName) && brings.test(owner))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private boolean isBrought(String path, String packageName) {
        String place = draft.place(UsrMerge.path(path.substring(1)));
        return draft.below(place).keySet().stream()
                .anyMatch(each -> draft.owner(each)
                        .filter(owner -> !owner.equals(packageName) && brings.test(owner))
                        .isPresent());
    }
}
