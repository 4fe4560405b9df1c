package dev.plimsoll.build.tree;

import dev.plimsoll.image.write.LayerFile;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Follows links as a kernel does whose root is the tree: {@code ..} at the root stays there. */
final class Links {
    private static final int MOST = 40;

    private Links() {}

    /**
     * The real path.
     *
     * @param last whether a link at the end is followed too
     * @return where the way ends; below a name that is not there, the rest stands as it is. A circle ends at one of its links
     */
    static String follow(Draft draft, String path, boolean last) {
        if (isReal(draft, path, last)) {
            return path;
        }
        Deque<String> todo = new ArrayDeque<>(List.of(path.split("/", -1)));
        StringBuilder done = new StringBuilder();
        int links = 0;
        while (!todo.isEmpty()) {
            String name = todo.pop();
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                done.setLength(Math.max(0, done.lastIndexOf("/")));
                continue;
            }
            int before = done.length();
            done.append(before == 0 ? "" : "/").append(name);
            Optional<LayerFile> link =
                    draft.find(done.toString()).filter(each -> each.type() == LayerFile.Type.SYMLINK);
            if (link.isPresent() && (last || !todo.isEmpty()) && links < MOST) {
                links++;
                String target = link.get().linkTarget();
                done.setLength(target.startsWith("/") ? 0 : before);
                List<String> names = List.of(target.split("/", -1));
                for (int i = names.size() - 1; i >= 0; i--) {
                    todo.push(names.get(i));
                }
            }
        }
        return done.toString();
    }

    /** Whether a path is plain and has no link on its way, as most have. */
    private static boolean isReal(Draft draft, String path, boolean last) {
        for (int start = 0; start <= path.length(); ) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (end == start || path.charAt(start) == '.' || isLink(draft, path, end, last)) {
                return false;
            }
            start = end + 1;
        }
        return !path.endsWith("/");
    }

    private static boolean isLink(Draft draft, String path, int end, boolean last) {
        return (last || end < path.length())
                && draft.find(path.substring(0, end))
                        .filter(each -> each.type() == LayerFile.Type.SYMLINK)
                        .isPresent();
    }
}
