package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.build.script.UpgradeScripts;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.write.LayerFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls packages' scripts in an image that keeps its shape: what they change is changed, what they would make that the image does not
 * have stays out. Users are the image's own. A script that the installed version has too, word by word, has no work that was not done, or
 * left out, when the image was made; so it may hold unknown work. For one thread.
 */
final class FolderScripts {
    private static final List<String> ACCOUNTS = List.of("etc/passwd", "etc/group", "etc/shadow", "etc/gshadow");
    private static final String CERTIFICATES = "etc/ssl/certs";

    private final Draft draft;
    private final UpgradeScripts scripts;
    private final boolean linksCertificates;

    FolderScripts(Draft draft, UpgradeScripts scripts) {
        this.draft = draft;
        this.scripts = scripts;
        this.linksCertificates =
                draft.below(CERTIFICATES).values().stream().anyMatch(each -> each.type() == LayerFile.Type.SYMLINK);
    }

    /** @param isNew whether the package comes in; then what its scripts make comes in too */
    void run(UpgradeItem item, boolean isNew, String script, List<String> arguments) throws RefusedException {
        if (item.text(script).isEmpty()) {
            return;
        }
        Map<String, LayerFile> there = new HashMap<>();
        draft.files().forEach(each -> there.put(each.path(), each));
        Map<String, String> owners = draft.owners();
        try {
            PackageScripts.fresh(scripts, item, script, arguments);
        } catch (RefusedException e) {
            if (!isOld(item, script)) {
                throw e;
            }
            restore(there, owners);
            return;
        }
        for (LayerFile each : draft.files()) {
            if (!there.containsKey(each.path()) && !comesIn(each, isNew)) {
                draft.remove(each.path());
            }
        }
        if (!isNew) {
            ACCOUNTS.stream()
                    .flatMap(each -> Optional.ofNullable(there.get(each)).stream())
                    .forEach(draft::change);
        }
    }

    private static boolean isOld(UpgradeItem item, String script) {
        return item.former()
                .map(each -> each.deb().control().getOrDefault(script, new byte[0]))
                .map(each -> new String(each, StandardCharsets.ISO_8859_1))
                .filter(item.text(script)::equals)
                .isPresent();
    }

    private void restore(Map<String, LayerFile> there, Map<String, String> owners) {
        List<LayerFile> now = new ArrayList<>(draft.files());
        now.stream().filter(each -> !there.containsKey(each.path())).forEach(each -> draft.remove(each.path()));
        there.values().forEach(draft::change);
        owners.forEach(draft::claim);
    }

    private boolean comesIn(LayerFile file, boolean isNew) {
        String path = file.path();
        if (isNew) {
            return !path.startsWith("var/lib/dpkg/") && !path.contains(".dpkg-");
        }
        return linksCertificates
                && path.startsWith(CERTIFICATES + "/")
                && file.type() == LayerFile.Type.SYMLINK
                && draft.follow(path).isPresent();
    }
}
