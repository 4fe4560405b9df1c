package dev.plimsoll.build.script;

import dev.plimsoll.build.script.Tool.Call;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commands that make, move and take away files. */
final class FileTools {
    private static final int DIRECTORY_MODE = 0777;
    private static final int FILE_MODE = 0666;
    private static final int PRIVATE_MODE = 0600;

    private FileTools() {}

    static void addTo(Map<String, Tool> tools) {
        tools.put("mkdir", FileTools::mkdir);
        tools.put("rmdir", FileTools::rmdir);
        tools.put("rm", FileTools::rm);
        tools.put("ln", FileTools::ln);
        tools.put("cp", FileTools::cp);
        tools.put("mv", FileTools::mv);
        tools.put("touch", FileTools::touch);
        tools.put("mktemp", FileTools::mktemp);
        tools.put("tempfile", FileTools::mktemp);
        tools.put("cmp", FileTools::cmp);
    }

    private static int mkdir(Call call) throws UnknownWorkException {
        call.allow("pvm", "--parents", "--mode=", "--verbose");
        List<String> operands = new ArrayList<>(call.operands());
        int mode = DIRECTORY_MODE & ~call.world().mask;
        if (call.has("m")) {
            mode = Modes.octal(operands.remove(0), call);
        }
        boolean parents = call.has("p", "--parents");
        int status = Tool.DONE;
        for (String operand : operands) {
            String place = call.world().place(operand);
            if (call.world().isDirectory(place)) {
                status = parents ? status : Tool.NO;
            } else if (call.world().draft.find(place).isPresent()) {
                status = Tool.NO;
            } else {
                call.world()
                        .draft
                        .put(LayerFile.directory(place, mode, call.world().draft.epoch()));
            }
        }
        return status;
    }

    private static int rmdir(Call call) throws UnknownWorkException {
        call.allow("pv", "--ignore-fail-on-non-empty", "--parents", "--verbose");
        boolean lenient = call.has("--ignore-fail-on-non-empty");
        int status = Tool.DONE;
        for (String operand : call.operands()) {
            String place = call.world().place(operand);
            Draft draft = call.world().draft;
            boolean empty = draft.find(place)
                            .filter(each -> each.type() == LayerFile.Type.DIRECTORY)
                            .isPresent()
                    && draft.below(place).isEmpty();
            if (empty) {
                draft.remove(place);
            } else if (!lenient) {
                status = Tool.NO;
            }
        }
        return status;
    }

    private static int rm(Call call) throws UnknownWorkException {
        call.allow("rfRvi", "--force", "--recursive", "--verbose");
        boolean force = call.has("f", "--force");
        boolean deep = call.has("r", "R", "--recursive");
        int status = Tool.DONE;
        for (String operand : call.operands()) {
            String place = call.world().place(operand);
            Optional<LayerFile> there = call.world().draft.find(place);
            if (there.isEmpty()) {
                status = force ? status : Tool.NO;
            } else if (there.get().type() == LayerFile.Type.DIRECTORY && !deep) {
                status = Tool.NO;
            } else {
                call.world().draft.remove(place);
            }
        }
        return status;
    }

    private static int ln(Call call) throws UnknownWorkException {
        call.allow("sfnvTr", "--symbolic", "--force", "--no-dereference", "--verbose");
        List<String> operands = call.operands();
        if (!call.has("s", "--symbolic") || call.has("r") || operands.size() != 2) {
            throw call.unknown("makes another kind of link than the build knows");
        }
        String target = operands.get(0);
        String link = operands.get(1);
        boolean into = !call.has("n", "T", "--no-dereference") && call.world().isDirectory(link);
        if (into) {
            link = link + "/" + target.substring(target.lastIndexOf('/') + 1);
        }
        String place = call.world().place(link);
        Optional<LayerFile> there = call.world().draft.find(place);
        if (there.isPresent() && (!call.has("f", "--force") || there.get().type() == LayerFile.Type.DIRECTORY)) {
            return Tool.NO;
        }
        call.world()
                .draft
                .put(LayerFile.symlink(place, target, call.world().draft.epoch()));
        return Tool.DONE;
    }

    private static int cp(Call call) throws UnknownWorkException {
        call.allow("pfdavnZPu", "--preserve", "--preserve=", "--no-clobber", "--archive");
        List<String> operands = call.operands();
        if (operands.size() != 2) {
            throw call.unknown("copies several files, which the build does not know");
        }
        boolean links = call.has("d", "a", "P");
        Optional<LayerFile> from =
                links ? call.world().at(operands.get(0)) : call.world().follow(operands.get(0));
        if (from.isEmpty()) {
            return Tool.NO;
        }
        if (from.get().type() == LayerFile.Type.DIRECTORY) {
            throw call.unknown("copies a directory, which the build does not know");
        }
        String to = into(operands.get(1), operands.get(0), call);
        if (call.has("n", "--no-clobber") && call.world().draft.find(to).isPresent()) {
            return Tool.DONE;
        }
        boolean kept = call.has("p", "a", "--preserve", "--archive");
        call.world().draft.put(at(from.get(), to, kept, call.world()));
        return Tool.DONE;
    }

    /** A file under another path, which a hard link stays none of. */
    private static LayerFile at(LayerFile from, String to, boolean kept, World world) {
        LayerFile content = from.type() == LayerFile.Type.HARD_LINK
                ? world.draft.find(from.linkTarget()).orElse(from)
                : from;
        return new LayerFile(
                to,
                content.type(),
                content.mode(),
                kept ? content.userId() : 0,
                kept ? content.groupId() : 0,
                kept ? content.modified() : world.draft.epoch(),
                content.linkTarget(),
                content.body(),
                content.xattrs());
    }

    private static String into(String target, String source, Call call) {
        String name = source.substring(source.lastIndexOf('/') + 1);
        return call.world().place(call.world().isDirectory(target) ? target + "/" + name : target);
    }

    private static int mv(Call call) throws UnknownWorkException {
        call.allow("fvnT", "--force", "--no-clobber");
        List<String> operands = call.operands();
        if (operands.size() != 2) {
            throw call.unknown("moves several files, which the build does not know");
        }
        Draft draft = call.world().draft;
        String from = call.world().place(operands.get(0));
        Optional<LayerFile> file = draft.find(from);
        String to = into(operands.get(1), operands.get(0), call);
        if (file.isEmpty() || from.equals(to)) {
            return Tool.NO;
        }
        if (call.has("n", "--no-clobber") && draft.find(to).isPresent()) {
            return Tool.DONE;
        }
        List<LayerFile> moved = new ArrayList<>(List.of(file.get()));
        moved.addAll(draft.below(from).values());
        draft.remove(from);
        draft.remove(to);
        for (LayerFile each : moved) {
            draft.put(new LayerFile(
                    to + each.path().substring(from.length()),
                    each.type(),
                    each.mode(),
                    each.userId(),
                    each.groupId(),
                    each.modified(),
                    each.linkTarget(),
                    each.body(),
                    each.xattrs()));
        }
        return Tool.DONE;
    }

    private static int touch(Call call) throws UnknownWorkException {
        call.allow("chrd", "--no-dereference", "--reference=", "--date=", "--no-create");
        for (String operand : call.operands()) {
            if (call.world().follow(operand).isEmpty()
                    && call.world().at(operand).isEmpty()
                    && !call.has("c")) {
                call.world()
                        .draft
                        .put(LayerFile.file(
                                call.world().place(operand),
                                FILE_MODE & ~call.world().mask,
                                call.world().draft.epoch(),
                                FileBody.of(new byte[0])));
            }
        }
        return Tool.DONE;
    }

    private static int mktemp(Call call) throws IOException {
        for (int i = 0; ; i++) {
            String path = "tmp/script." + i;
            if (call.world().draft.find(path).isEmpty()) {
                LayerFile made = call.has("d")
                        ? LayerFile.directory(path, 0700, call.world().draft.epoch())
                        : LayerFile.file(path, PRIVATE_MODE, call.world().draft.epoch(), FileBody.of(new byte[0]));
                call.world().draft.put(made);
                call.out().line("/" + path);
                return Tool.DONE;
            }
        }
    }

    private static int cmp(Call call) throws IOException {
        List<String> operands = call.operands();
        if (operands.size() != 2) {
            throw call.unknown("is not understood");
        }
        Optional<String> one = call.world().draft.text(call.world().place(operands.get(0)));
        Optional<String> other = call.world().draft.text(call.world().place(operands.get(1)));
        return one.isPresent() && one.equals(other) ? Tool.DONE : Tool.NO;
    }
}
