package dev.plimsoll.debian;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Small control files as maps: field names in lower case, continuation lines joined by a newline. For large indexes there is
 * {@link dev.plimsoll.debian.catalog.StanzaReader}.
 *
 * @see <a href="https://manpages.debian.org/bookworm/dpkg-dev/deb822.5.en.html">deb822(5)</a>
 */
final class Deb822 {
    private Deb822() {}

    /** All stanzas of a text; lines that are no field are passed over. */
    static List<Map<String, String>> parse(String text) {
        List<Map<String, String>> stanzas = new ArrayList<>();
        Map<String, StringBuilder> fields = new LinkedHashMap<>();
        StringBuilder current = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (line.isBlank()) {
                end(fields, stanzas);
            } else if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                current.append('\n').append(line.strip());
            } else if (line.charAt(0) != '#' && line.indexOf(':') > 0) {
                int colon = line.indexOf(':');
                current = new StringBuilder(line.substring(colon + 1).strip());
                fields.putIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), current);
            }
        }
        end(fields, stanzas);
        return stanzas;
    }

    private static void end(Map<String, StringBuilder> fields, List<Map<String, String>> stanzas) {
        if (fields.isEmpty()) {
            return;
        }
        Map<String, String> stanza = new LinkedHashMap<>();
        fields.forEach((name, value) -> stanza.put(name, value.toString()));
        stanzas.add(stanza);
        fields.clear();
    }
}
