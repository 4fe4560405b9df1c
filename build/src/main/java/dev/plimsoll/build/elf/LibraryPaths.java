package dev.plimsoll.build.elf;

import dev.plimsoll.build.tree.Draft;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The directories that hold libraries: those of {@code /etc/ld.so.conf}, then the usual ones.
 *
 * @see <a href="https://man7.org/linux/man-pages/man8/ldconfig.8.html">ldconfig(8)</a>
 */
public final class LibraryPaths {
    private static final int DEEPEST = 8;

    private final Draft draft;
    private final List<String> paths = new ArrayList<>();

    private LibraryPaths(Draft draft) {
        this.draft = draft;
    }

    /**
     * Those of a tree, in their order, as they are named; none twice under another name.
     *
     * @param triplet such as {@code x86_64-linux-gnu}
     */
    public static List<String> of(Draft draft, String triplet) throws IOException {
        LibraryPaths found = new LibraryPaths(draft);
        found.read("etc/ld.so.conf", 0);
        found.paths.addAll(List.of("lib/" + triplet, "usr/lib/" + triplet, "lib", "usr/lib"));
        Map<String, String> byPlace = new LinkedHashMap<>();
        for (String path : found.paths) {
            String real = draft.follow(path).map(each -> each.path()).orElse("");
            if (!real.isEmpty() && draft.isDirectory(real)) {
                byPlace.putIfAbsent(real, path);
            }
        }
        return List.copyOf(byPlace.values());
    }

    /** Debian's name of where a platform's libraries lie. */
    public static String triplet(String architecture) {
        return switch (architecture) {
            case "amd64" -> "x86_64-linux-gnu";
            case "arm64" -> "aarch64-linux-gnu";
            default -> architecture + "-linux-gnu";
        };
    }

    private void read(String file, int depth) throws IOException {
        if (depth > DEEPEST) {
            return;
        }
        for (String raw : draft.text(file).orElse("").lines().toList()) {
            int comment = raw.indexOf('#');
            String line = (comment < 0 ? raw : raw.substring(0, comment)).strip();
            if (line.startsWith("include ") || line.startsWith("include\t")) {
                for (String pattern : line.substring(8).strip().split("\\s+")) {
                    include(pattern, depth);
                }
            } else if (line.startsWith("/")) {
                int type = line.indexOf('=');
                paths.add((type < 0 ? line : line.substring(0, type))
                        .strip()
                        .substring(1)
                        .replaceAll("/+$", ""));
            }
        }
    }

    private void include(String pattern, int depth) throws IOException {
        String path = pattern.startsWith("/") ? pattern.substring(1) : "etc/" + pattern;
        int slash = path.lastIndexOf('/');
        String directory = draft.place(path.substring(0, Math.max(0, slash)));
        Pattern names = Pattern.compile(Pattern.quote(path.substring(slash + 1)).replace("*", "\\E.*\\Q"));
        for (String name : draft.children(directory)) {
            if (names.matcher(name).matches()) {
                read(directory + "/" + name, depth + 1);
            }
        }
    }
}
