package dev.plimsoll.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A package's history, newest first.
 *
 * @param entries uploads in the order of the file
 * @see <a href="https://manpages.debian.org/bookworm/dpkg-dev/deb-changelog.5.en.html">deb-changelog(5)</a>
 */
record Changelog(List<ChangelogEntry> entries) {
    Changelog {
        entries = List.copyOf(entries);
    }

    /** Reads a changelog. What is no entry (an upstream changelog, notes at the end) gives none. */
    static Changelog parse(String text) {
        List<ChangelogEntry> entries = new ArrayList<>();
        Optional<Header> open = Optional.empty();
        List<String> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Optional<Header> header = Header.parse(line);
            if (header.isPresent()) {
                open.ifPresent(before -> entries.add(before.entry(lines, "")));
                lines.clear();
                open = header;
            } else if (open.isPresent() && line.startsWith(" --")) {
                entries.add(open.get().entry(lines, line.substring(3).strip()));
                lines.clear();
                open = Optional.empty();
            } else if (open.isPresent() && (line.isBlank() || line.startsWith(" ") || line.startsWith("\t"))) {
                lines.add(line.stripTrailing());
            }
        }
        open.ifPresent(last -> entries.add(last.entry(lines, "")));
        return new Changelog(entries);
    }

    /** {@code source (version) distribution…; key=value, …}. */
    private record Header(String source, String version, String distribution, String urgency, String line) {
        static Optional<Header> parse(String line) {
            int open = line.indexOf(" (");
            int close = line.indexOf(')', Math.max(open, 0));
            int semicolon = line.indexOf(';', Math.max(close, 0));
            if (open <= 0 || close < 0 || semicolon < 0 || !isName(line.substring(0, open))) {
                return Optional.empty();
            }
            String version = line.substring(open + 2, close).strip();
            if (version.isEmpty() || version.indexOf(' ') >= 0) {
                return Optional.empty();
            }
            return Optional.of(new Header(
                    line.substring(0, open),
                    version,
                    line.substring(close + 1, semicolon).strip(),
                    urgency(line.substring(semicolon + 1)),
                    line.stripTrailing()));
        }

        private static boolean isName(String name) {
            return name.chars()
                    .allMatch(c -> c >= 'a' && c <= 'z'
                            || c >= 'A' && c <= 'Z'
                            || c >= '0' && c <= '9'
                            || c == '+'
                            || c == '-'
                            || c == '.'
                            || c == '_');
        }

        private static String urgency(String metadata) {
            for (String part : metadata.split(",")) {
                int equals = part.indexOf('=');
                if (equals > 0 && part.substring(0, equals).strip().equalsIgnoreCase("urgency")) {
                    String value = part.substring(equals + 1).strip().toLowerCase(Locale.ROOT);
                    int space = value.indexOf(' ');
                    return space < 0 ? value : value.substring(0, space);
                }
            }
            return "";
        }

        ChangelogEntry entry(List<String> lines, String trailer) {
            return new ChangelogEntry(source, version, distribution, urgency, line, trimmed(lines), trailer);
        }

        private static List<String> trimmed(List<String> lines) {
            int from = 0;
            int to = lines.size();
            while (from < to && lines.get(from).isBlank()) {
                from++;
            }
            while (to > from && lines.get(to - 1).isBlank()) {
                to--;
            }
            return lines.subList(from, to);
        }
    }
}
