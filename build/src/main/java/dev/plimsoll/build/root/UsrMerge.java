package dev.plimsoll.build.root;

import dev.plimsoll.image.write.LayerFile;
import java.time.Instant;
import java.util.List;

/**
 * The merged /usr: {@code /bin}, {@code /sbin} and {@code /lib*} are links, so what packages have there lies below {@code /usr}.
 *
 * @see <a href="https://wiki.debian.org/UsrMerge">Debian's merged /usr</a>
 */
final class UsrMerge {
    private static final List<String> LINKS = List.of("bin", "lib", "lib32", "lib64", "libx32", "sbin");

    private UsrMerge() {}

    static boolean isLink(String path) {
        return LINKS.contains(path);
    }

    /** Where a package's path lies. */
    static String path(String path) {
        int slash = path.indexOf('/');
        return slash > 0 && isLink(path.substring(0, slash)) ? "usr/" + path : path;
    }

    /** Makes the links to what is there. */
    static void link(RootDraft draft) {
        Instant epoch = draft.epoch();
        for (String each : LINKS) {
            if (draft.find("usr/" + each).isPresent()) {
                draft.unpack(LayerFile.symlink(each, "usr/" + each, epoch), "base-files");
            }
        }
    }
}
