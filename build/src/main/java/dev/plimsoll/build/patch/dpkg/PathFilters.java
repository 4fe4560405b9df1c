package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.build.tree.Draft;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which files dpkg does not unpack in this image, as its settings say; slim images have no manuals.
 *
 * @see <a href="https://manpages.debian.org/bookworm/dpkg/dpkg.1.en.html#path-exclude">dpkg(1), --path-exclude</a>
 */
final class PathFilters {
    private static final String MAIN = "etc/dpkg/dpkg.cfg";
    private static final String FOLDER = "etc/dpkg/dpkg.cfg.d";

    private final List<Filter> filters = new ArrayList<>();

    /** The last one that fits decides. */
    private record Filter(boolean include, String text, Pattern pattern) {}

    static PathFilters of(Draft draft) throws IOException {
        PathFilters filters = new PathFilters();
        for (String name : draft.children(FOLDER)) {
            if (name.matches("[A-Za-z0-9_-]+")) {
                filters.read(draft.text(FOLDER + "/" + name).orElse(""));
            }
        }
        filters.read(draft.text(MAIN).orElse(""));
        return filters;
    }

    private void read(String text) {
        for (String line : text.lines().map(String::strip).toList()) {
            String option = line.startsWith("--") ? line.substring(2) : line;
            for (String kind : List.of("path-exclude", "path-include")) {
                if (option.startsWith(kind) && option.length() > kind.length()) {
                    String rest = option.substring(kind.length()).strip();
                    String glob = rest.startsWith("=") ? rest.substring(1).strip() : rest;
                    filters.add(new Filter(kind.equals("path-include"), glob, pattern(glob)));
                }
            }
        }
    }

    /** Whether a file stays out. A directory stays in if something below it may. */
    boolean excludes(String path, boolean directory) {
        boolean out = false;
        String absolute = "/" + path;
        for (Filter each : filters) {
            if (each.pattern().matcher(absolute).matches()) {
                out = !each.include();
            }
        }
        return out && !(directory && filters.stream().anyMatch(each -> each.include() && mayLieBelow(each, absolute)));
    }

    private static boolean mayLieBelow(Filter filter, String directory) {
        String text = filter.text();
        int wild = 0;
        while (wild < text.length() && "*?[\\".indexOf(text.charAt(wild)) < 0) {
            wild++;
        }
        String start = text.substring(0, wild);
        String below = directory + "/";
        return start.startsWith(below) || below.startsWith(start);
    }

    /** As fnmatch without flags: a star stands for slashes too. */
    private static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (close > 0) {
                String set = glob.substring(i + 1, close).replace("\\", "\\\\").replace("[", "\\[");
                regex.append('[')
                        .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                        .append(']');
                i = close;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
