package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.build.tree.Accounts;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Owners and modes that files get in place of their packages'.
 *
 * @see <a href="https://manpages.debian.org/bookworm/dpkg/dpkg-statoverride.1.en.html">dpkg-statoverride(1)</a>
 */
final class StatOverrides {
    private static final String DATABASE = "var/lib/dpkg/statoverride";
    private static final int FIELDS = 4;

    private final Map<String, Given> byPath = new HashMap<>();

    private record Given(int userId, int groupId, int mode) {}

    static StatOverrides of(Draft draft, Accounts accounts) throws IOException {
        StatOverrides overrides = new StatOverrides();
        for (String line : draft.text(DATABASE).orElse("").lines().toList()) {
            String[] fields = line.split(" ", FIELDS);
            if (fields.length < FIELDS || !fields[2].matches("[0-7]{1,5}") || !fields[3].startsWith("/")) {
                throw new IOException("/" + DATABASE + " has a line that is none: " + line);
            }
            OptionalInt user = accounts.userId(fields[0].replaceFirst("^#", ""));
            OptionalInt group = accounts.groupId(fields[1].replaceFirst("^#", ""));
            if (user.isEmpty() || group.isEmpty()) {
                throw new IOException("/" + DATABASE + " names a user or group that is not there: " + line);
            }
            overrides.byPath.put(
                    fields[3].substring(1),
                    new Given(user.getAsInt(), group.getAsInt(), Integer.parseInt(fields[2], 8)));
        }
        return overrides;
    }

    /** Absolute paths that have one. */
    Set<String> paths() {
        return byPath.keySet().stream().map(path -> "/" + path).collect(Collectors.toSet());
    }

    /** The file as it is to lie there; {@code name} is the path as the package has it. */
    LayerFile apply(String name, LayerFile file) {
        Given override = byPath.get(name);
        if (override == null || file.type() == LayerFile.Type.SYMLINK || file.type() == LayerFile.Type.HARD_LINK) {
            return file;
        }
        return new LayerFile(
                file.path(),
                file.type(),
                override.mode(),
                override.userId(),
                override.groupId(),
                file.modified(),
                file.linkTarget(),
                file.body(),
                file.xattrs());
    }
}
