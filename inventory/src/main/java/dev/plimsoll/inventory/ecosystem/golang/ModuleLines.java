package dev.plimsoll.inventory.ecosystem.golang;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines of build information: {@code path}, {@code mod}, {@code dep}, {@code =>} and {@code build}, with tabs between their parts.
 * Lines of other kinds, which later versions of Go may add, are passed over, as Go does.
 *
 * @see <a href="https://pkg.go.dev/runtime/debug#BuildInfo">runtime/debug.BuildInfo</a>
 */
final class ModuleLines {
    private static final String REVISION = "vcs.revision";

    private String path = "";
    private @Nullable GoModule main;
    private final List<GoModule> dependencies = new ArrayList<>();
    private final Map<String, String> settings = new LinkedHashMap<>();

    static ModuleLines parse(String text) {
        ModuleLines lines = new ModuleLines();
        boolean mainIsLast = false;
        for (Iterator<String> each = text.lines().iterator(); each.hasNext(); ) {
            String[] parts = each.next().split("\t", -1);
            switch (parts[0]) {
                case "path" -> lines.path = part(parts, 1);
                case "mod" -> {
                    lines.main = new GoModule(part(parts, 1), part(parts, 2), null);
                    mainIsLast = true;
                }
                case "dep" -> {
                    lines.dependencies.add(new GoModule(part(parts, 1), part(parts, 2), null));
                    mainIsLast = false;
                }
                case "=>" -> lines.replaceLast(new GoModule(part(parts, 1), part(parts, 2), null), mainIsLast);
                case "build" -> lines.addSetting(part(parts, 1));
                default -> {}
            }
        }
        return lines;
    }

    private static String part(String[] parts, int index) {
        return index < parts.length ? parts[index] : "";
    }

    private void replaceLast(GoModule replacement, boolean mainIsLast) {
        if (mainIsLast && main != null) {
            main = new GoModule(main.path(), main.version(), replacement);
        } else if (!dependencies.isEmpty()) {
            GoModule last = dependencies.remove(dependencies.size() - 1);
            dependencies.add(new GoModule(last.path(), last.version(), replacement));
        }
    }

    private void addSetting(String setting) {
        int equals = setting.indexOf('=');
        if (equals > 0) {
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
    }

    /** Whether the program is one of Go's own commands. */
    boolean isToolchain() {
        return main == null && path.startsWith("cmd/");
    }

    void addTo(GoComponents components) {
        if (main != null && !main.path().isEmpty()) {
            String revision = settings.getOrDefault(REVISION, "");
            main.addTo(components, revision.isEmpty() ? Map.of() : Map.of(REVISION, revision));
        }
        for (GoModule dependency : dependencies) {
            dependency.addTo(components, Map.of());
        }
    }
}
