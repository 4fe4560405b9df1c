package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Settings that a package brings and users change: what was changed stays, and the package's own lies beside it as {@code .dpkg-dist}.
 * This is what dpkg does with {@code --force-confold}, when nobody is there to be asked.
 *
 * @see <a href="https://www.debian.org/doc/debian-policy/ap-pkg-conffiles.html">Debian policy: configuration file handling</a>
 */
final class Conffiles {
    private static final String DIST = ".dpkg-dist";
    private static final String NONE = "newconffile";
    private static final int FIELDS = 3;

    private final Draft draft;
    private final List<String> notes;

    /** @param notes takes what users should know */
    Conffiles(Draft draft, List<String> notes) {
        this.draft = draft;
        this.notes = notes;
    }

    /** Paths that a package's list of conffiles names, without those that it only wants gone. */
    static Set<String> paths(String list) {
        Set<String> paths = new LinkedHashSet<>();
        for (String line : list.lines().map(String::strip).toList()) {
            if (line.startsWith("/")) {
                paths.add(line.substring(1));
            }
        }
        return paths;
    }

    /** Whether a package's list asks for something that is more than a path. */
    static boolean hasFlags(String list) {
        return list.lines().anyMatch(line -> line.startsWith("remove-on-upgrade"));
    }

    /** The old version's, by path: their sums as it brought them, and what else is noted. */
    static Map<String, String> of(Stanza stanza) {
        Map<String, String> sums = new LinkedHashMap<>();
        for (String line : stanza.field("Conffiles").lines().map(String::strip).toList()) {
            String[] fields = line.split(" ", FIELDS);
            if (fields.length >= 2 && fields[0].startsWith("/")) {
                sums.put(fields[0].substring(1), line.substring(fields[0].length() + 1));
            }
        }
        return sums;
    }

    /**
     * Puts the new version's in their places or beside what is there.
     *
     * @param fresh by the paths that the package names
     * @param old as {@link #of}
     * @return lines for the new stanza
     * @throws RefusedException if something else is in the place of one
     */
    List<String> configure(Map<String, LayerFile> fresh, Map<String, String> old, String name)
            throws IOException, RefusedException {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, LayerFile> each : fresh.entrySet()) {
            String sum = configure(each.getValue(), old.getOrDefault(each.getKey(), NONE), name);
            lines.add(" /" + each.getKey() + " " + sum);
        }
        for (Map.Entry<String, String> each : old.entrySet()) {
            String place = draft.place(each.getKey());
            if (!fresh.containsKey(each.getKey()) && draft.find(place).isPresent()) {
                String[] noted = each.getValue().split(" ", 2);
                lines.add(" /" + each.getKey() + " " + noted[0] + " obsolete");
                if (noted.length == 1) {
                    notes.add("/" + FileNames.printable(each.getKey()) + " is no setting of " + name
                            + " any more; it stays, as with dpkg");
                }
            }
        }
        return lines;
    }

    /** One; gives the sum of the new version's. */
    private String configure(LayerFile fresh, String noted, String name) throws IOException, RefusedException {
        String place = draft.place(fresh.path());
        String sum = sum(fresh);
        String before = noted.split(" ", 2)[0];
        Optional<LayerFile> there = draft.follow(place);
        if (there.isPresent() && there.get().body().isEmpty()) {
            throw new RefusedException(name, "its setting /" + FileNames.printable(place) + " is no file in the image");
        }
        Optional<String> current = there.isPresent() ? Optional.of(sum(there.get())) : Optional.empty();
        boolean isNew = before.equals(NONE);
        boolean edited = isNew ? current.isPresent() : !current.equals(Optional.of(before));
        if (current.equals(Optional.of(sum))) {
            return sum;
        }
        if (isNew && current.isEmpty() || !edited && !sum.equals(before)) {
            draft.put(there.map(each -> like(each, fresh)).orElse(fresh), name);
        } else if (!sum.equals(before)) {
            draft.put(beside(fresh, place + DIST));
            notes.add("/" + FileNames.printable(place) + " was "
                    + (current.isEmpty() ? "deleted" : "changed") + " in the image and stays so; that of the new "
                    + name + " lies beside it as " + DIST);
        }
        return sum;
    }

    /** It keeps its owner and mode, and where a link leads there. */
    static LayerFile like(LayerFile there, LayerFile fresh) {
        return new LayerFile(
                there.path(),
                fresh.type(),
                there.mode(),
                there.userId(),
                there.groupId(),
                fresh.modified(),
                fresh.linkTarget(),
                fresh.body(),
                fresh.xattrs());
    }

    private static LayerFile beside(LayerFile fresh, String path) {
        return new LayerFile(
                path,
                fresh.type(),
                fresh.mode(),
                fresh.userId(),
                fresh.groupId(),
                fresh.modified(),
                fresh.linkTarget(),
                fresh.body(),
                fresh.xattrs());
    }

    private static String sum(LayerFile file) throws IOException {
        FileBody body = file.body()
                .orElseThrow(() -> new IOException(
                        "/" + FileNames.printable(file.path()) + " is a setting of a package, but no file"));
        return FileSums.of(body);
    }
}
