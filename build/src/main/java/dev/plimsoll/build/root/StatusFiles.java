package dev.plimsoll.build.root;

import dev.plimsoll.debian.deb.DebPackage;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.nio.charset.StandardCharsets;

/** Says which packages are there as distroless images do, so that every scanner reads it: a file for each. */
final class StatusFiles {
    private static final String FOLDER = "var/lib/dpkg/status.d/";

    private StatusFiles() {}

    static void add(DebPackage deb, String name, RootDraft draft) {
        String control = new String(deb.control().getOrDefault("control", new byte[0]), StandardCharsets.UTF_8).strip();
        int line = control.indexOf('\n');
        String head = line < 0 ? control : control.substring(0, line);
        String rest = line < 0 ? "" : control.substring(line);
        String text = head + "\nStatus: install ok installed" + rest + "\n";
        put(FOLDER + name, text, name, draft);
        StringBuilder sums = new StringBuilder();
        new String(deb.control().getOrDefault("md5sums", new byte[0]), StandardCharsets.UTF_8)
                .lines()
                .filter(each -> isThere(each, draft))
                .forEach(each -> sums.append(each).append('\n'));
        put(FOLDER + name + ".md5sums", sums.toString(), name, draft);
    }

    private static boolean isThere(String sum, RootDraft draft) {
        int blank = sum.indexOf("  ");
        return blank > 0 && draft.find(UsrMerge.path(sum.substring(blank + 2))).isPresent();
    }

    private static void put(String path, String text, String owner, RootDraft draft) {
        draft.unpack(
                LayerFile.file(path, 0644, draft.epoch(), FileBody.of(text.getBytes(StandardCharsets.UTF_8))), owner);
    }
}
