package dev.plimsoll.inventory.ecosystem.java;

import java.util.ArrayList;
import java.util.List;

/**
 * What an archive without a coordinate says of itself, as {@link dev.plimsoll.inventory.Unidentified#hints()} carry it:
 * {@code name: value}. Written and read back here only.
 */
final class Hints {
    static final String FILE = "file";
    static final String PACKAGES = "packages";
    static final String TITLE = "Implementation-Title";
    static final String VERSION = "Implementation-Version";
    static final String VENDOR_ID = "Implementation-Vendor-Id";
    static final String BUNDLE = "Bundle-SymbolicName";
    static final String BUNDLE_VERSION = "Bundle-Version";
    static final String MODULE = "Automatic-Module-Name";
    static final String SPECIFICATION_VERSION = "Specification-Version";
    static final String EXTENSION = "Extension-Name";

    private static final String PART_OF = "part of";
    private static final String RUNTIME = "the Java runtime";

    private static final List<String> HEADERS =
            List.of(TITLE, VERSION, VENDOR_ID, BUNDLE, BUNDLE_VERSION, MODULE, SPECIFICATION_VERSION, EXTENSION);
    private static final int MAX_VALUE = 300;

    private Hints() {}

    static List<String> of(String fileName, ManifestText manifest, PackageTally packages) {
        List<String> hints = new ArrayList<>();
        hints.add(FILE + ": " + fileName);
        for (String header : HEADERS) {
            String value = manifest.plain(header);
            if (!value.isEmpty()) {
                hints.add(header + ": " + value.substring(0, Math.min(MAX_VALUE, value.length())));
            }
        }
        List<String> top = packages.top(5);
        if (!top.isEmpty()) {
            hints.add(PACKAGES + ": " + String.join(" ", top));
        }
        return hints;
    }

    /** The same, and that the archive is a part of the Java runtime. */
    static List<String> ofRuntime(List<String> hints) {
        List<String> more = new ArrayList<>(hints);
        more.add(PART_OF + ": " + RUNTIME);
        return more;
    }

    static boolean isOfRuntime(List<String> hints) {
        return value(hints, PART_OF).equals(RUNTIME);
    }

    /** The value of a hint, or empty. */
    static String value(List<String> hints, String name) {
        for (String hint : hints) {
            if (hint.startsWith(name) && hint.startsWith(": ", name.length())) {
                return hint.substring(name.length() + 2);
            }
        }
        return "";
    }
}
