package dev.plimsoll.build.tree;

import dev.plimsoll.image.write.LayerFile;
import java.util.List;

/**
 * The merged /usr: {@code /bin}, {@code /sbin} and {@code /lib*} are links, so what packages have there lies below {@code /usr}. Every
 * release that images are built of has it.
 *
 * @see <a href="https://wiki.debian.org/UsrMerge">Debian's merged /usr</a>
 */
public final class UsrMerge {
    private static final List<String> LINKS = List.of("bin", "lib", "lib32", "lib64", "libx32", "sbin");
    private static final List<String> ALWAYS = List.of("bin", "lib", "sbin");

    private UsrMerge() {}

    /** Whether a path is one of the links. */
    public static boolean isLink(String path) {
        return LINKS.contains(path);
    }

    /** Where a path really lies. */
    public static String path(String path) {
        int slash = path.indexOf('/');
        return isLink(slash < 0 ? path : path.substring(0, slash)) ? "usr/" + path : path;
    }

    /** Makes the links that every root has, with what they lead to, before anything is unpacked. */
    public static void begin(Draft draft, String owner) {
        for (String each : ALWAYS) {
            draft.put(LayerFile.directory("usr/" + each, 0755, draft.epoch()), owner);
            draft.put(LayerFile.symlink(each, "usr/" + each, draft.epoch()), owner);
        }
    }

    /** Makes the link that a package's path goes through, if it goes through one that lacks. */
    public static void through(String path, Draft draft, String owner) {
        int slash = path.indexOf('/');
        String top = slash < 0 ? path : path.substring(0, slash);
        if (isLink(top) && draft.find(top).isEmpty()) {
            draft.put(LayerFile.directory("usr/" + top, 0755, draft.epoch()), owner);
            draft.put(LayerFile.symlink(top, "usr/" + top, draft.epoch()), owner);
        }
    }
}
