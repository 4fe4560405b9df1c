package dev.plimsoll.build.script;

import dev.plimsoll.build.script.Tool.Call;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the scripts of packages that every system has call when they are upgraded. */
final class BaseTools {
    private static final int NOT_FOUND = 127;

    private BaseTools() {}

    static void addTo(Map<String, Tool> tools) {
        tools.put("perl", BaseTools::perl);
        tools.put("md5sum", BaseTools::sum);
        tools.put("update-passwd", BaseTools::accounts);
        tools.put("getcap", BaseTools::capabilities);
        tools.put("/usr/share/libgcrypt20/clean-up-unmanaged-libraries", BaseTools::strayLibraries);
    }

    /** Asked to do nothing, to see whether it is there. */
    private static int perl(Call call) throws UnknownWorkException {
        if (!call.args().equals(List.of("-e", ""))) {
            throw call.unknown("runs a program of Perl");
        }
        return call.world().program("perl").isPresent() ? Tool.DONE : NOT_FOUND;
    }

    private static int sum(Call call) throws IOException {
        call.allow("");
        if (call.operands().isEmpty()) {
            byte[] in = call.in().rest().getBytes(StandardCharsets.UTF_8);
            call.out().line(SettingTools.sum(in) + "  -");
        }
        for (String operand : call.operands()) {
            LayerFile file = call.world()
                    .follow(operand)
                    .filter(each -> each.body().isPresent())
                    .orElse(null);
            if (file == null) {
                return Tool.NO;
            }
            byte[] content = Draft.bytes(file.body().orElseThrow(), file.path());
            call.out().line(SettingTools.sum(content) + "  " + operand);
        }
        return Tool.DONE;
    }

    private static int capabilities(Call call) throws UnknownWorkException {
        for (String operand : call.operands()) {
            if (call.world()
                    .follow(operand)
                    .filter(each -> each.xattrs().containsKey("security.capability"))
                    .isPresent()) {
                throw call.unknown("asks for capabilities of a file that has some");
            }
        }
        return Tool.DONE;
    }

    /** It has nothing to do where every account of the master files is as they say. */
    private static int accounts(Call call) throws IOException {
        if (call.args().equals(List.of("--dry-run")) && agree("passwd", call) && agree("group", call)) {
            return Tool.DONE;
        }
        throw call.unknown("would change accounts");
    }

    private static boolean agree(String file, Call call) throws IOException {
        Map<String, String> there = lines(call.world().draft.text("etc/" + file).orElse(""));
        Map<String, String> master = lines(call.world()
                .draft
                .text("usr/share/base-passwd/" + file + ".master")
                .orElse(""));
        return master.entrySet().stream()
                .allMatch(each -> isSame(each.getValue(), there.getOrDefault(each.getKey(), ""), file));
    }

    private static Map<String, String> lines(String text) {
        Map<String, String> byName = new HashMap<>();
        text.lines()
                .filter(line -> line.indexOf(':') > 0)
                .forEach(line -> byName.put(line.substring(0, line.indexOf(':')), line));
        return byName;
    }

    /** But for passwords, and members of groups. */
    private static boolean isSame(String master, String there, String file) {
        String[] one = master.split(":", -1);
        String[] other = there.split(":", -1);
        boolean same = one.length == other.length;
        for (int i = 0; same && i < one.length; i++) {
            same = i == 1 || file.equals("group") && i == 3 || one[i].equals(other[i]);
        }
        return same;
    }

    /** On a merged /usr it does nothing. */
    private static int strayLibraries(Call call) throws UnknownWorkException {
        if (call.world()
                .at("/lib")
                .filter(each -> each.type() == LayerFile.Type.SYMLINK)
                .isPresent()) {
            return Tool.DONE;
        }
        throw call.unknown("looks for libraries that nobody owns");
    }
}
