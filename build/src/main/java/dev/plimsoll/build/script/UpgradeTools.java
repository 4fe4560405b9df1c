package dev.plimsoll.build.script;

import dev.plimsoll.build.script.Tool.Call;
import dev.plimsoll.build.tree.Diversions.Diversion;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commands of dpkg's family that have other work when packages are upgraded than when they are installed for the first time. */
final class UpgradeTools {
    private final ProfileTools profiles;

    /** @param draft the tree before anything is upgraded */
    UpgradeTools(Draft draft) {
        this.profiles = new ProfileTools(draft);
    }

    void addTo(Map<String, Tool> tools) {
        Tool divert = tools.getOrDefault("dpkg-divert", call -> Tool.NO);
        Tool override = tools.getOrDefault("dpkg-statoverride", call -> Tool.NO);
        Tool alternatives = tools.getOrDefault("update-alternatives", call -> Tool.NO);
        tools.put("dpkg-maintscript-helper", UpgradeTools::helper);
        tools.put("dpkg-divert", call -> divert(call, divert));
        tools.put("dpkg-statoverride", call -> override(call, override));
        tools.put("update-alternatives", call -> alternatives(call, alternatives));
        tools.put("pam-auth-update", profiles::update);
        tools.put("ucf", SettingTools::ucf);
        BaseTools.addTo(tools);
        PythonTools.addTo(tools);
        PostgresqlTools.addTo(tools);
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

    /** One that is there already is not made again; another would have to be written down. */
    private static int divert(Call call, Tool usual) throws IOException {
        if (call.has("--list", "--listpackage", "--truename")) {
            return usual.run(call);
        }
        List<String> paths = new ArrayList<>(call.operands());
        String owner = "LOCAL";
        for (String option : List.of("--package", "--divert")) {
            int at = call.args().indexOf(option);
            if (at >= 0 && at + 1 < call.args().size()) {
                String value = call.args().get(at + 1);
                paths.remove(value);
                owner = option.equals("--package") ? value : owner;
            }
        }
        Optional<Diversion> known =
                paths.size() == 1 ? call.world().diversions.of(call.world().place(paths.get(0))) : Optional.empty();
        boolean ours = known.isPresent() && known.get().owner().equals(owner);
        if (call.has("--remove") ? known.isEmpty() : ours) {
            return Tool.DONE;
        }
        throw call.unknown("changes what is diverted");
    }

    private static int override(Call call, Tool usual) throws IOException {
        if (call.has("--list")) {
            return usual.run(call);
        }
        String path = call.operands().isEmpty()
                ? ""
                : call.operands().get(call.operands().size() - 1);
        if (call.world().overrides.contains(path) != call.has("--remove")) {
            return Tool.DONE;
        }
        throw call.unknown("changes which files have other owners and modes than their packages'");
    }

    /** Questions about what is registered. */
    private static int alternatives(Call call, Tool usual) throws IOException {
        List<String> args = call.args();
        Alternatives known = call.world().alternatives;
        if (args.size() == 2 && args.get(0).equals("--list")) {
            List<String> paths = known.paths(args.get(1)).stream().sorted().toList();
            for (String each : paths) {
                call.out().line(each);
            }
            return paths.isEmpty() ? 2 : Tool.DONE;
        }
        if (args.size() == 2 && args.get(0).equals("--auto") && !known.isManual(args.get(1))) {
            return known.paths(args.get(1)).isEmpty() ? 2 : Tool.DONE;
        }
        if (args.size() == 2 && (args.get(0).equals("--query") || args.get(0).equals("--display"))) {
            if (known.paths(args.get(1)).isEmpty()) {
                return 2;
            }
            call.out().print(args.get(0).equals("--query") ? known.query(args.get(1)) : known.display(args.get(1)));
            return Tool.DONE;
        }
        return usual.run(call);
    }
}
