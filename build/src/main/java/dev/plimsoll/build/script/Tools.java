package dev.plimsoll.build.script;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** All commands that the builder knows, by name. */
final class Tools {
    private Tools() {}

    /** With those that do something else when packages are upgraded. */
    static Map<String, Tool> forUpgrade(UpgradeTools more) {
        Map<String, Tool> tools = new HashMap<>(all());
        more.addTo(tools);
        return Collections.unmodifiableMap(tools);
    }

    static Map<String, Tool> all() {
        Map<String, Tool> tools = new HashMap<>();
        TestTool test = new TestTool();
        tools.put("test", test);
        tools.put("[", test);
        FileTools.addTo(tools);
        OwnerTools.addTo(tools);
        PathTools.addTo(tools);
        TextTools.addTo(tools);
        AccountTools.addTo(tools);
        DpkgTools.addTo(tools);
        MachineTools.addTo(tools);
        SystemdTools.addTo(tools);
        IndexTools.addTo(tools);
        LeftOutWork.addTo(tools);
        return Collections.unmodifiableMap(tools);
    }

    /** A program by its name, wherever a script says that it lies. */
    static String key(String name) {
        for (String folder : new String[] {"/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/"}) {
            if (name.startsWith(folder) && name.indexOf('/', folder.length()) < 0) {
                return name.substring(folder.length());
            }
        }
        return name.replaceFirst("^/usr/lib/(?:x86_64|aarch64)-linux-gnu/", "/usr/lib/TRIPLET/");
    }
}
