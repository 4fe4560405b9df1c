package dev.plimsoll.build.patch.dpkg;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One package's fields in dpkg's database, with the very text that they stand in. Texts hold bytes as characters (ISO 8859-1), so that
 * what is not changed is written as it was, whatever it is.
 *
 * @see <a href="https://manpages.debian.org/bookworm/dpkg-dev/deb822.5.en.html">deb822(5)</a>
 */
final class Stanza {
    private final String text;
    private final Map<String, String> fields = new LinkedHashMap<>();

    /** @param text without the empty line at its end */
    Stanza(String text) {
        this.text = text;
        String name = "";
        for (String line : text.split("\n", -1)) {
            int colon = line.indexOf(':');
            if (line.startsWith(" ") || line.startsWith("\t")) {
                String more = line;
                fields.computeIfPresent(name, (key, value) -> value + "\n" + more);
            } else if (colon > 0) {
                name = line.substring(0, colon);
                fields.put(name, line.substring(colon + 1).stripLeading());
            }
        }
        // As dpkg: a blank at the end of a line stays where the value goes on.
        fields.replaceAll((key, value) -> value.stripTrailing());
    }

    /** The stanzas of a text. */
    static List<Stanza> all(String text) {
        List<Stanza> stanzas = new ArrayList<>();
        for (String part : text.split("\n\n+", -1)) {
            if (!part.isBlank()) {
                stanzas.add(new Stanza(part.replaceFirst("^\n+", "").replaceFirst("\n+$", "")));
            }
        }
        return stanzas;
    }

    String text() {
        return text;
    }

    /** By name, in their order; the lines that go on begin with their blank. */
    Map<String, String> fields() {
        return fields;
    }

    /** The value of a field, empty if it is not there. */
    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    String name() {
        return field("Package");
    }

    /** What is there: {@code installed}, {@code config-files}, {@code half-installed}, …; what states nothing is installed. */
    String state() {
        String status = field("Status");
        return status.isEmpty() ? "installed" : status.substring(status.lastIndexOf(' ') + 1);
    }

    boolean isHeld() {
        return field("Status").startsWith("hold ");
    }
}
