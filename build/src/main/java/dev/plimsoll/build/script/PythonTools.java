package dev.plimsoll.build.script;

import dev.plimsoll.build.script.Tool.Call;
import dev.plimsoll.build.tree.Draft;
import java.util.List;
import java.util.Map;

/** Byte code of Python: what became stale goes, and nothing is compiled, since Python does that when a program runs. */
final class PythonTools {
    private static final int OLDEST = 9;
    private static final int NEWEST = 19;

    private PythonTools() {}

    static void addTo(Map<String, Tool> tools) {
        tools.put("py3clean", PythonTools::cleanPython);
        for (int minor = OLDEST; minor <= NEWEST; minor++) {
            tools.put("python3." + minor, PythonTools::compile);
        }
    }

    private static int compile(Call call) throws UnknownWorkException {
        boolean compiles = call.args().stream()
                .filter(each -> !each.startsWith("-"))
                .findFirst()
                .filter(each -> each.endsWith("/py_compile.py"))
                .isPresent();
        if (!compiles) {
            throw call.unknown("runs a program of Python");
        }
        return Tool.DONE;
    }

    /** Takes away what was made of a package's sources. */
    static void clean(Draft draft, String packageName) {
        List<String> sources = draft.below("").keySet().stream()
                .filter(path -> path.endsWith(".py")
                        && draft.owner(path).filter(packageName::equals).isPresent())
                .toList();
        sources.forEach(path -> cleanOne(draft, path));
    }

    /** What Python made of a package's sources; without it Python makes it anew. */
    private static int cleanPython(Call call) throws UnknownWorkException {
        List<String> args = call.args();
        if (args.size() != 2 || !List.of("-p", "--package").contains(args.get(0))) {
            if (args.size() == 1 && args.get(0).startsWith("/")) {
                cleanBelow(call.world().draft, call.world().place(args.get(0)));
                return Tool.DONE;
            }
            throw call.unknown("is not known");
        }
        String name = args.get(1).replaceFirst(":.*", "");
        clean(call.world().draft, name);
        return Tool.DONE;
    }

    private static void cleanBelow(Draft draft, String directory) {
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
}
