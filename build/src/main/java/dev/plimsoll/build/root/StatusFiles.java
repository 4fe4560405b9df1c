package dev.plimsoll.build.root;

import dev.plimsoll.build.tree.Diversions;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.build.tree.UsrMerge;
import dev.plimsoll.debian.deb.DebPackage;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * Says which packages are there as distroless images do, so that every scanner reads it: the control file of each, and the sums of those
 * of its files that are there.
 */
final class StatusFiles {
    private static final String FOLDER = "var/lib/dpkg/status.d/";

    private final Draft draft;
    private final Diversions diversions;
    private final Set<String> rewritten;

    /** @param rewritten files that are there, but no longer as their packages brought them: these have no sums */
    StatusFiles(Draft draft, Diversions diversions, Set<String> rewritten) {
        this.rewritten = rewritten;
        this.draft = draft;
        this.diversions = diversions;
    }

    void add(DebPackage deb, String name) throws IOException {
        String control = text(deb, "control").strip();
        int line = control.indexOf('\n');
        String head = line < 0 ? control : control.substring(0, line);
        String rest = line < 0 ? "" : control.substring(line);
        put(FOLDER + name, head + "\nStatus: install ok installed" + rest + "\n" + conffiles(deb, name), name);
        StringBuilder sums = new StringBuilder();
        for (String each : text(deb, "md5sums").lines().toList()) {
            int blank = each.indexOf("  ");
            if (blank > 0) {
                String path = diversions.place(UsrMerge.path(each.substring(blank + 2)), name);
                if (isThere(path, name) && !rewritten.contains(draft.place(path))) {
                    sums.append(each, 0, blank + 2).append(path).append('\n');
                }
            }
        }
        put(FOLDER + name + ".md5sums", sums.toString(), name);
    }

    private boolean isThere(String path, String name) {
        return draft.owner(draft.place(path)).equals(Optional.of(name));
    }

    /** As in dpkg's own status: what the package brought, whatever became of it. */
    private String conffiles(DebPackage deb, String name) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String each : text(deb, "conffiles").lines().map(String::strip).toList()) {
            if (!each.startsWith("/")) {
                continue;
            }
            String path = draft.place(diversions.place(UsrMerge.path(each.substring(1)), name));
            Optional<FileBody> body = draft.find(path).flatMap(LayerFile::body);
            if (body.isPresent() && isThere(path, name)) {
                lines.append(' ')
                        .append(each)
                        .append(' ')
                        .append(md5(Draft.bytes(body.get(), path)))
                        .append('\n');
            }
        }
        return lines.isEmpty() ? "" : "Conffiles:\n" + lines;
    }

    /** What dpkg's files hold; it protects nothing here. */
    private static String md5(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    private static String text(DebPackage deb, String file) {
        return new String(deb.control().getOrDefault(file, new byte[0]), StandardCharsets.UTF_8);
    }

    private void put(String path, String text, String owner) {
        draft.put(LayerFile.file(path, 0644, draft.epoch(), FileBody.of(text.getBytes(StandardCharsets.UTF_8))), owner);
    }
}
