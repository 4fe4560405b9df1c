package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.debian.resolve.Relation;
import dev.plimsoll.debian.resolve.RelationParser;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes a package's fields as dpkg keeps them in its database: in its own order, relations on one line, and without what only says the
 * obvious.
 *
 * @see <a href="https://git.dpkg.org/cgit/dpkg/dpkg.git/tree/lib/dpkg/parse.c">dpkg's fields</a>
 */
final class NewStanza {
    private static final List<String> FIRST = List.of(
            "Package",
            "Essential",
            "Protected",
            "Status",
            "Priority",
            "Section",
            "Installed-Size",
            "Origin",
            "Maintainer",
            "Bugs",
            "Architecture",
            "Multi-Arch",
            "Source",
            "Version",
            "Replaces",
            "Provides",
            "Depends",
            "Pre-Depends",
            "Recommends",
            "Suggests",
            "Breaks",
            "Conflicts",
            "Enhances",
            "Conffiles",
            "Description");
    private static final Set<String> RELATIONS = Set.of(
            "Replaces",
            "Provides",
            "Depends",
            "Pre-Depends",
            "Recommends",
            "Suggests",
            "Conflicts",
            "Breaks",
            "Enhances");

    private NewStanza() {}

    /**
     * The text of a stanza.
     *
     * @param control of the new version
     * @param status for the field of this name
     * @param conffiles lines for the field of this name, each with its blank
     */
    static String of(Stanza control, String status, List<String> conffiles) {
        Map<String, String> fields = new TreeMap<>(control.fields());
        fields.put("Status", status);
        if (!conffiles.isEmpty()) {
            fields.put("Conffiles", "\n" + String.join("\n", conffiles));
        }
        for (String flag : List.of("Essential", "Protected", "Multi-Arch")) {
            fields.remove(flag, "no");
        }
        Set<String> order = new LinkedHashSet<>(FIRST);
        order.addAll(control.fields().keySet());
        return order.stream()
                .filter(name -> !fields.getOrDefault(name, "").isEmpty())
                .map(name -> line(name, fields.getOrDefault(name, "")))
                .collect(Collectors.joining("\n"));
    }

    private static String line(String name, String value) {
        if (name.equals("Conffiles")) {
            return name + ":" + value;
        }
        return name + ": " + (RELATIONS.contains(name) ? relations(value) : value);
    }

    private static String relations(String value) {
        return RelationParser.parse(value.replace('\n', ' ')).stream()
                .map(Relation::toString)
                .collect(Collectors.joining(", "));
    }
}
