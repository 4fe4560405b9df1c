package dev.plimsoll.build.script;

import dev.plimsoll.build.script.Tool.Call;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Commands that have other work when packages are upgraded than when they are installed for the first time. */
final class UpgradeTools {
    private static final String PROFILES = "usr/share/pam-configs";

    private final Map<String, LayerFile> profiles;

    /** @param draft the tree before anything is upgraded */
    UpgradeTools(Draft draft) {
        this.profiles = new TreeMap<>(draft.below(PROFILES));
    }

    void addTo(Map<String, Tool> tools) {
        tools.put("dpkg-maintscript-helper", UpgradeTools::helper);
        tools.put("py3clean", UpgradeTools::cleanPython);
        tools.put("pam-auth-update", this::pam);
    }

    /** It moves what versions up to some older one left; what is newer than that has nothing to be moved. */
    private static int helper(Call call) throws IOException {
        List<String> args = call.args();
        int end = args.indexOf("--");
        String command = args.isEmpty() ? "" : args.get(0);
        if (command.equals("supports")) {
            return Tool.DONE;
        }
        int place = switch (command) {
            case "rm_conffile" -> 2;
            case "mv_conffile", "symlink_to_dir", "dir_to_symlink" -> 3;
            default -> throw call.unknown("is not known");
        };
        if (end < 0) {
            throw call.unknown("is not understood");
        }
        String before = end > place ? args.get(place) : "";
        List<String> script = args.subList(end + 1, args.size());
        String action = script.isEmpty() ? "" : script.get(0);
        // Of postrm and prerm the argument is the new version, of which nothing is to be moved either.
        String version = script.size() > 1 ? script.get(1) : "";
        if (!List.of("install", "upgrade", "configure").contains(action) || version.isEmpty()) {
            return Tool.DONE;
        }
        boolean concerned = before.isEmpty() || DpkgTools.isEarlier(version, before, true);
        if (concerned && isLeft(command, call.world().at(args.get(1)))) {
            throw call.unknown("moves what the installed version left");
        }
        return Tool.DONE;
    }

    private static boolean isLeft(String command, Optional<LayerFile> there) {
        Optional<LayerFile.Type> type = there.map(LayerFile::type);
        return switch (command) {
            case "symlink_to_dir" -> type.equals(Optional.of(LayerFile.Type.SYMLINK));
            case "dir_to_symlink" -> type.equals(Optional.of(LayerFile.Type.DIRECTORY));
            default -> type.isPresent();
        };
    }

    /** What Python made of a package's sources; without it Python makes it anew. */
    private static int cleanPython(Call call) throws UnknownWorkException {
        List<String> args = call.args();
        if (args.size() != 2 || !List.of("-p", "--package").contains(args.get(0))) {
            if (args.size() == 1 && args.get(0).startsWith("/")) {
                clean(call.world().draft, call.world().place(args.get(0)));
                return Tool.DONE;
            }
            throw call.unknown("is not known");
        }
        String name = args.get(1).replaceFirst(":.*", "");
        Draft draft = call.world().draft;
        for (LayerFile file : draft.files()) {
            if (file.path().endsWith(".py") && draft.owner(file.path()).equals(Optional.of(name))) {
                cleanOne(draft, file.path());
            }
        }
        return Tool.DONE;
    }

    private static void clean(Draft draft, String directory) {
        List<String> sources = draft.below(directory).keySet().stream()
                .filter(path -> path.endsWith(".py"))
                .toList();
        sources.forEach(path -> cleanOne(draft, path));
    }

    private static void cleanOne(Draft draft, String source) {
        int slash = source.lastIndexOf('/');
        String cache = source.substring(0, Math.max(0, slash)) + "/__pycache__";
        String start = source.substring(slash + 1, source.length() - 3) + ".";
        for (String name : draft.children(cache)) {
            if (name.startsWith(start) && name.endsWith(".pyc")) {
                draft.remove(cache + "/" + name);
            }
        }
        if (draft.find(cache).isPresent() && draft.below(cache).isEmpty()) {
            draft.remove(cache);
        }
    }

    /** The settings that it makes follow from the profiles: with the same profiles they stay as they are. */
    private int pam(Call call) throws IOException {
        Draft draft = call.world().draft;
        Map<String, LayerFile> now = new TreeMap<>(draft.below(PROFILES));
        if (!now.keySet().equals(profiles.keySet())) {
            throw call.unknown("has other profiles than before, which it would put into /etc/pam.d");
        }
        for (Map.Entry<String, LayerFile> each : now.entrySet()) {
            if (!isSame(each.getValue(), profiles.get(each.getKey()))) {
                throw call.unknown("has another profile /" + each.getKey() + " than before");
            }
        }
        return Tool.DONE;
    }

    private static boolean isSame(LayerFile one, @Nullable LayerFile other) throws IOException {
        if (other == null || one.type() != other.type()) {
            return false;
        }
        Optional<FileBody> now = one.body();
        Optional<FileBody> then = other.body();
        if (now.isEmpty() || then.isEmpty()) {
            return now.isEmpty() && then.isEmpty();
        }
        return Arrays.equals(Draft.bytes(now.get(), one.path()), Draft.bytes(then.get(), other.path()));
    }
}
