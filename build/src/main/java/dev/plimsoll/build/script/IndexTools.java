package dev.plimsoll.build.script;

import dev.plimsoll.build.script.Tool.Call;
import java.util.Map;

/** Programs that make an index of what lies in a directory: with nothing there they do nothing, and more is not known. */
final class IndexTools {
    private IndexTools() {}

    static void addTo(Map<String, Tool> tools) {
        tools.put("/usr/lib/TRIPLET/glib-2.0/glib-compile-schemas", call -> ofNone(call, ".xml"));
        tools.put("glib-compile-schemas", call -> ofNone(call, ".xml"));
        tools.put("/usr/lib/TRIPLET/glib-2.0/gio-querymodules", call -> ofNone(call, ".so"));
    }

    private static int ofNone(Call call, String ending) throws UnknownWorkException {
        for (String directory : call.operands()) {
            for (String name : call.world().draft.children(call.world().place(directory + "/."))) {
                if (name.endsWith(ending)) {
                    throw call.unknown("makes an index of " + name + ", which the build does not know");
                }
            }
        }
        return Tool.DONE;
    }
}
