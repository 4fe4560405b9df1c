package dev.plimsoll.advisory.feed.osv;

import dev.plimsoll.advisory.VersionRange;
import java.util.List;

/**
 * The module stream that an erratum of AlmaLinux or Rocky Linux is about. The records have no field for it: the fixed versions of
 * modular packages hold {@code .module}, and the erratum's title names the stream ({@code Important: nodejs:16 security update}).
 */
final class ModuleStream {
    private ModuleStream() {}

    /** {@code name:stream}, or empty if the packages are not modular or the title names none. */
    static String of(String title, List<VersionRange> ranges) {
        return isModular(ranges) ? named(title) : "";
    }

    private static boolean isModular(List<VersionRange> ranges) {
        for (VersionRange range : ranges) {
            for (VersionRange.Event event : range.events()) {
                if (event.version().contains(".module")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String named(String title) {
        for (String word : title.split("[ ,/]")) {
            int colon = word.indexOf(':');
            if (colon > 0 && colon < word.length() - 1) {
                return word;
            }
        }
        return "";
    }
}
