package dev.plimsoll.inventory.ecosystem.java;

import dev.plimsoll.inventory.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A Maven version: levels of parts. A hyphen, or a change between digits and letters, opens a deeper level, which stands after the
 * parts of the level that holds it; since nothing can follow it there, a version is a chain of levels and not a tree.
 */
final class MavenVersion implements Version {
    private final String text;
    private final MavenVersionPart[][] levels;

    private MavenVersion(String text, MavenVersionPart[][] levels) {
        this.text = text;
        this.levels = levels;
    }

    static MavenVersion of(String text) {
        List<List<MavenVersionPart>> levels = split(text.toLowerCase(Locale.ROOT));
        trim(levels);
        return new MavenVersion(
                text,
                levels.stream().map(l -> l.toArray(new MavenVersionPart[0])).toArray(MavenVersionPart[][]::new));
    }

    private static List<List<MavenVersionPart>> split(String text) {
        List<List<MavenVersionPart>> levels = new ArrayList<>();
        levels.add(new ArrayList<>());
        int start = 0;
        boolean digits = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' || c == '-') {
                last(levels).add(i == start ? MavenVersionPart.ZERO : part(text, start, i, digits));
                start = i + 1;
                if (c == '-') {
                    levels.add(new ArrayList<>());
                }
                continue;
            }
            boolean digit = Character.isDigit(c);
            if (digit != digits && i > start) {
                if (digit && !last(levels).isEmpty()) {
                    levels.add(new ArrayList<>());
                }
                last(levels)
                        .add(
                                digit
                                        ? MavenVersionPart.wordBeforeNumber(text.substring(start, i))
                                        : part(text, start, i, true));
                start = i;
                levels.add(new ArrayList<>());
            }
            digits = digit;
        }
        if (start < text.length()) {
            if (!digits && !last(levels).isEmpty()) {
                levels.add(new ArrayList<>());
            }
            last(levels).add(part(text, start, text.length(), digits));
        }
        return levels;
    }

    private static List<MavenVersionPart> last(List<List<MavenVersionPart>> levels) {
        return levels.get(levels.size() - 1);
    }

    private static MavenVersionPart part(String text, int start, int end, boolean digits) {
        String part = text.substring(start, end);
        return digits ? MavenVersionPart.number(part) : MavenVersionPart.word(part);
    }

    /** Zeroes and release words at the end of a level say nothing: {@code 1.0-0} is {@code 1}. */
    private static void trim(List<List<MavenVersionPart>> levels) {
        for (int level = levels.size() - 1; level >= 0; level--) {
            List<MavenVersionPart> parts = levels.get(level);
            while (!parts.isEmpty() && parts.get(parts.size() - 1).isNothing()) {
                parts.remove(parts.size() - 1);
            }
            if (parts.isEmpty() && level == levels.size() - 1) {
                levels.remove(level);
            }
        }
    }

    @Override
    public int compareTo(Version other) {
        return compare(levels, ((MavenVersion) other).levels);
    }

    private static int compare(MavenVersionPart[][] a, MavenVersionPart[][] b) {
        for (int level = 0; level < a.length && level < b.length; level++) {
            int common = Math.min(a[level].length, b[level].length);
            for (int i = 0; i < common; i++) {
                int order = a[level][i].compareTo(b[level][i]);
                if (order != 0) {
                    return order;
                }
            }
            if (a[level].length > common) {
                return longer(a, level, common, level + 1 < b.length);
            }
            if (b[level].length > common) {
                return -longer(b, level, common, level + 1 < a.length);
            }
        }
        return a.length > b.length ? signOfLevel(a, b.length) : -signOfLevel(b, a.length);
    }

    /** How a level with parts left, from {@code from} on, stands against one that has none, or at most a deeper level. */
    private static int longer(MavenVersionPart[][] levels, int level, int from, boolean againstLevel) {
        MavenVersionPart[] parts = levels[level];
        if (againstLevel) {
            return parts[from].againstLevel();
        }
        for (int i = from; i < parts.length; i++) {
            int sign = parts[i].sign();
            if (sign != 0) {
                return sign;
            }
        }
        return signOfLevel(levels, level + 1);
    }

    /** How a level stands against nothing: as its first part that says something. */
    private static int signOfLevel(MavenVersionPart[][] levels, int from) {
        for (int level = from; level < levels.length; level++) {
            for (MavenVersionPart part : levels[level]) {
                int sign = part.sign();
                if (sign != 0) {
                    return sign;
                }
            }
        }
        return 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MavenVersion version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        int hash = levels.length;
        for (MavenVersionPart[] level : levels) {
            for (MavenVersionPart part : level) {
                hash = 31 * hash + part.hashCode();
            }
        }
        return hash;
    }

    @Override
    public String toString() {
        return text;
    }
}
