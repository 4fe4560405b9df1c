package dev.plimsoll.build.script;

import dev.plimsoll.build.script.Tool.Call;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Commands that say whose files are, and who may do what with them. */
final class OwnerTools {
    private OwnerTools() {}

    static void addTo(Map<String, Tool> tools) {
        tools.put("chown", call -> chown(call, false));
        tools.put("chgrp", call -> chown(call, true));
        tools.put("chmod", OwnerTools::chmod);
        tools.put("install", OwnerTools::install);
        tools.put("dpkg-statoverride", OwnerTools::override);
    }

    private static int chown(Call call, boolean group) throws IOException {
        call.allow("Rfvhc", "--recursive", "--no-dereference", "--quiet");
        List<String> operands = call.operands();
        if (operands.size() < 2) {
            throw call.unknown("is not understood");
        }
        Owner owner = Owner.of(group ? ":" + operands.get(0) : operands.get(0), call);
        int status = Tool.DONE;
        for (String operand : operands.subList(1, operands.size())) {
            List<LayerFile> files = files(operand, call, call.has("h", "--no-dereference"));
            status = files.isEmpty() ? Tool.NO : status;
            for (LayerFile each : files) {
                call.world().draft.change(owner.give(each));
            }
        }
        return status;
    }

    private static List<LayerFile> files(String operand, Call call, boolean link) {
        List<LayerFile> files = new ArrayList<>();
        Optional<LayerFile> named =
                link ? call.world().at(operand) : call.world().follow(operand);
        named.ifPresent(files::add);
        if (call.has("R", "--recursive") && named.isPresent()) {
            files.addAll(call.world().draft.below(named.get().path()).values());
        }
        return files;
    }

    private static int chmod(Call call) throws UnknownWorkException {
        call.allow("Rfvcgorwxst", "--recursive", "--quiet");
        List<String> operands = call.operands();
        if (operands.size() < 2) {
            throw call.unknown("is not understood");
        }
        int status = Tool.DONE;
        for (String operand : operands.subList(1, operands.size())) {
            List<LayerFile> files = files(operand, call, false);
            status = files.isEmpty() ? Tool.NO : status;
            for (LayerFile each : files) {
                if (each.type() != LayerFile.Type.SYMLINK) {
                    boolean directory = each.type() == LayerFile.Type.DIRECTORY;
                    int mode = Modes.changed(operands.get(0), each.mode(), directory, call);
                    call.world().draft.change(withMode(each, directory ? mode : mode & call.world().fileBits));
                }
            }
        }
        return status;
    }

    /** Bits for another user's rights are not given to files of an image. */
    private static LayerFile withMode(LayerFile file, int mode) {
        return new LayerFile(
                file.path(),
                file.type(),
                mode,
                file.userId(),
                file.groupId(),
                file.modified(),
                file.linkTarget(),
                file.body(),
                file.xattrs());
    }

    private static int install(Call call) throws IOException {
        Map<String, String> values = new HashMap<>();
        List<String> operands = new ArrayList<>();
        boolean directories = false;
        List<String> args = call.args();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (List.of("-m", "-o", "-g").contains(arg) && i + 1 < args.size()) {
                values.put(arg, args.get(++i));
            } else if (arg.matches("-m[0-7]+")) {
                values.put("-m", arg.substring(2));
            } else if (arg.equals("-d")) {
                directories = true;
            } else if (Call.isOption(arg) && !List.of("-D", "-p", "-v").contains(arg)) {
                throw call.unknown("has the option " + arg + ", which the build does not know there");
            } else if (!Call.isOption(arg)) {
                operands.add(arg);
            }
        }
        int mode = Modes.octal(values.getOrDefault("-m", "755"), call);
        Owner owner = Owner.of(values.getOrDefault("-o", "0") + ":" + values.getOrDefault("-g", "0"), call);
        if (directories) {
            for (String each : operands) {
                String place = call.world()
                        .follow(each)
                        .map(LayerFile::path)
                        .orElse(call.world().place(each));
                call.world()
                        .draft
                        .put(owner.give(LayerFile.directory(
                                place, mode, call.world().draft.epoch())));
            }
            return Tool.DONE;
        }
        return copy(call, operands, mode & call.world().fileBits, owner);
    }

    private static int copy(Call call, List<String> operands, int mode, Owner owner) throws UnknownWorkException {
        if (operands.size() != 2) {
            throw call.unknown("installs several files, which the build does not know");
        }
        Optional<LayerFile> from =
                call.world().follow(operands.get(0)).filter(each -> each.body().isPresent());
        if (from.isEmpty()) {
            return Tool.NO;
        }
        String name = operands.get(0).substring(operands.get(0).lastIndexOf('/') + 1);
        boolean into = call.world().isDirectory(operands.get(1));
        String place = call.world().place(into ? operands.get(1) + "/" + name : operands.get(1));
        LayerFile file = LayerFile.file(
                place, mode, call.world().draft.epoch(), from.get().body().orElseThrow());
        call.world().draft.put(owner.give(file));
        return Tool.DONE;
    }

    /** Owner and mode that a package's file gets in place of its own. */
    private static int override(Call call) throws IOException {
        List<String> operands = call.operands();
        if (call.has("--list")) {
            return operands.stream().anyMatch(call.world().overrides::contains) ? Tool.DONE : Tool.NO;
        }
        if (call.has("--remove")) {
            call.world().overrides.removeAll(operands);
            return Tool.DONE;
        }
        if (!call.has("--add") || operands.size() != 4) {
            throw call.unknown("is not known to the build");
        }
        String path = operands.get(3);
        call.world().overrides.add(path);
        Optional<LayerFile> file = call.world().at(path);
        if (call.has("--update") && file.isPresent()) {
            Owner owner = Owner.of(operands.get(0) + ":" + operands.get(1), call);
            int mode = Modes.octal(operands.get(2), call);
            LayerFile given = owner.give(file.get());
            call.world()
                    .draft
                    .change(withMode(
                            given, given.type() == LayerFile.Type.DIRECTORY ? mode : mode & call.world().fileBits));
        }
        return Tool.DONE;
    }

    /** Whose something becomes; what is empty stays as it is. */
    private record Owner(OptionalInt userId, OptionalInt groupId) {
        static Owner of(String text, Call call) throws IOException {
            int colon = text.indexOf(':') < 0 ? text.indexOf('.') : text.indexOf(':');
            String user = colon < 0 ? text : text.substring(0, colon);
            String group = colon < 0 ? "" : text.substring(colon + 1);
            OptionalInt userId =
                    user.isEmpty() ? OptionalInt.empty() : call.world().accounts.userId(user);
            OptionalInt groupId = group.isEmpty()
                    ? OptionalInt.empty()
                    : call.world().accounts.groupId(group);
            if (userId.isEmpty() && !user.isEmpty() || groupId.isEmpty() && !group.isEmpty()) {
                throw call.unknown("names a user or group that is not there");
            }
            return new Owner(userId, groupId);
        }

        LayerFile give(LayerFile file) {
            return file.withOwner(userId.orElse(file.userId()), groupId.orElse(file.groupId()));
        }
    }
}
