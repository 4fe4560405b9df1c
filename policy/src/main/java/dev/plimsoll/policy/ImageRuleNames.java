package dev.plimsoll.policy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The ids of all rules about the image itself, as policies write them, with the settings that each knows. */
public final class ImageRuleNames {
    /** Settings by rule; {@code days} and {@code max} are numbers, all others are lists of patterns or names. */
    public static final Map<String, List<String>> ALL = Map.ofEntries(
            Map.entry("runs-as-root", List.of()),
            Map.entry("base-not-pinned", List.of()),
            Map.entry("base-age", List.of("days")),
            Map.entry("secrets", List.of("allow")),
            Map.entry("setuid", List.of("allow")),
            Map.entry("package-manager", List.of()),
            Map.entry("shell", List.of()),
            Map.entry("caches", List.of()),
            Map.entry("upgradable", List.of()),
            Map.entry("package-count", List.of("max")),
            Map.entry("labels", List.of("required", "days")),
            Map.entry("not-writable", List.of()));

    private ImageRuleNames() {}

    /** The ids in order. */
    public static List<String> ids() {
        return List.copyOf(new TreeMap<>(ALL).keySet());
    }
}
