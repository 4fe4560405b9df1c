package dev.plimsoll.inventory.sbom;

import java.util.Set;

/**
 * The identifiers of the SPDX licence list that packages really state; both formats want an identifier only where it is on that list,
 * and anything else as a name.
 *
 * @see <a href="https://spdx.org/licenses/">SPDX License List</a>
 */
public final class LicenceIds {
    private static final Set<String> KNOWN = Set.of(
            "0BSD",
            "AGPL-3.0-only",
            "AGPL-3.0-or-later",
            "Apache-1.1",
            "Apache-2.0",
            "Artistic-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "BSD-4-Clause",
            "BSL-1.0",
            "CC-BY-3.0",
            "CC-BY-4.0",
            "CC0-1.0",
            "CDDL-1.0",
            "CDDL-1.1",
            "EPL-1.0",
            "EPL-2.0",
            "GPL-1.0-only",
            "GPL-1.0-or-later",
            "GPL-2.0-only",
            "GPL-2.0-or-later",
            "GPL-3.0-only",
            "GPL-3.0-or-later",
            "ISC",
            "LGPL-2.0-only",
            "LGPL-2.0-or-later",
            "LGPL-2.1-only",
            "LGPL-2.1-or-later",
            "LGPL-3.0-only",
            "LGPL-3.0-or-later",
            "MIT",
            "MIT-0",
            "MPL-1.1",
            "MPL-2.0",
            "NCSA",
            "OFL-1.1",
            "OpenSSL",
            "PostgreSQL",
            "PSF-2.0",
            "Python-2.0",
            "Unlicense",
            "Vim",
            "WTFPL",
            "X11",
            "Zlib",
            "ZPL-2.1",
            "BlueOak-1.0.0",
            "curl",
            "bzip2-1.0.6",
            "TCL",
            "SSPL-1.0",
            "UPL-1.0",
            "Unicode-DFS-2016");

    private LicenceIds() {}

    /** Whether a text is an identifier that is known to be on the list. */
    public static boolean isKnown(String text) {
        return KNOWN.contains(text);
    }
}
