package dev.plimsoll.inventory.ecosystem.golang;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A module as build information or a go.mod names it.
 *
 * @param version or empty
 * @param replacement what is in its place, if it is replaced; without a version that is a directory
 */
record GoModule(String path, String version, @Nullable GoModule replacement) {
    /** What Go writes as the version of a module that was built from a directory. */
    private static final String UNKNOWN = "(devel)";

    private static final String PROPERTY_VERSION = "go.version";
    private static final String PROPERTY_REPLACES = "go.replaces";
    private static final String PROPERTY_REPLACED_BY = "go.replaced-by";

    /**
     * Gives the module that is really there: a replacing module itself; for a replacing directory the module's own path without a
     * version, since the directory's content may be anything.
     */
    void addTo(GoComponents components, Map<String, String> more) {
        Map<String, String> properties = new LinkedHashMap<>(more);
        GoModule there = replacement;
        if (there == null) {
            if (version.equals(UNKNOWN)) {
                properties.put(PROPERTY_VERSION, version);
            }
            components.add(path, known(version), properties);
        } else if (there.isDirectory()) {
            properties.put(PROPERTY_REPLACED_BY, there.path());
            components.add(path, "", properties);
        } else {
            properties.put(PROPERTY_REPLACES, version.isEmpty() ? path : path + "@" + version);
            components.add(there.path(), known(there.version()), properties);
        }
    }

    /** Module paths never begin with a dot or slash, directories in go.mod always do (on Windows: with a drive). */
    boolean isDirectory() {
        return path.startsWith("./")
                || path.startsWith("../")
                || path.startsWith("/")
                || path.equals(".")
                || path.equals("..")
                || path.indexOf('\\') >= 0
                || known(version).isEmpty();
    }

    private static String known(String version) {
        return version.equals(UNKNOWN) ? "" : version;
    }
}
