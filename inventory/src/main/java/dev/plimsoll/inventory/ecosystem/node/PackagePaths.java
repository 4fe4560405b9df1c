package dev.plimsoll.inventory.ecosystem.node;

/**
 * Tells installed packages by their place. A package is installed where it lies directly in a {@code node_modules} directory, or in one
 * of the folders that Debian gives its own in place of those (or in a scope's directory there); a {@code package.json} deeper inside a package marks an entry folder, a module kind or a test fixture.
 */
final class PackagePaths {
    private static final String MANIFEST = "package.json";
    private static final String MODULES = "node_modules";
    private static final String[] DISTRO_FOLDERS = {"usr/share/nodejs/", "usr/lib/nodejs/"};

    /** What lies in one of these inside of a package is material for its tests, even if it looks like an installation. */
    private static final String[] TEST_FOLDERS = {
        "test",
        "tests",
        "__tests__",
        "testdata",
        "fixture",
        "fixtures",
        "__fixtures__",
        "spec",
        "specs",
        "example",
        "examples"
    };

    private PackagePaths() {}

    /** Whether {@code path} is the package.json of an installed package. */
    static boolean isInstalledManifest(String path) {
        if (!isNamed(path, MANIFEST)) {
            return false;
        }
        int end = path.length() - MANIFEST.length() - 1;
        return end > 0 && endsAtPackage(path, end);
    }

    /** Whether {@code path} lies in a {@code node_modules} directory. */
    static boolean isInModules(String path) {
        return path.startsWith(MODULES + "/") || path.contains("/" + MODULES + "/");
    }

    /** Whether the last part of {@code path} is {@code name}. */
    static boolean isNamed(String path, String name) {
        return path.endsWith(name)
                && (path.length() == name.length() || path.charAt(path.length() - name.length() - 1) == '/');
    }

    /** The name an installed package has by its directory: {@code @scope/name} or {@code name}. */
    static String directoryName(String path) {
        int end = path.length() - MANIFEST.length() - 1;
        int start = path.lastIndexOf('/', end - 1) + 1;
        int scope = start < 2 ? 0 : path.lastIndexOf('/', start - 2) + 1;
        return path.startsWith("@", scope) ? path.substring(scope, end) : path.substring(start, end);
    }

    /** Walks the directories up to {@code end}; true if they end with an installed package. */
    private static boolean endsAtPackage(String path, int end) {
        int start = distroPackageEnd(path, end);
        if (start < 0) {
            return false;
        }
        boolean insideAnyPackage = start > 0;
        boolean atPackage = insideAnyPackage;
        while (start < end) {
            int stop = segmentEnd(path, start, end);
            if (is(path, start, stop, MODULES)) {
                start = packageEnd(path, stop + 1, end);
                if (start < 0) {
                    return false;
                }
                insideAnyPackage = true;
                atPackage = true;
            } else {
                if (insideAnyPackage && isTestFolder(path, start, stop)) {
                    return false;
                }
                atPackage = false;
                start = stop + 1;
            }
        }
        return atPackage;
    }

    /** Where the part after a package in one of the distribution's folders begins; 0 outside of those, -1 if none can begin there. */
    private static int distroPackageEnd(String path, int end) {
        for (String folder : DISTRO_FOLDERS) {
            if (path.startsWith(folder)) {
                return packageEnd(path, folder.length(), end);
            }
        }
        return 0;
    }

    /** Where the part after the package begins whose name begins at {@code start}; -1 if no package can begin there. */
    private static int packageEnd(String path, int start, int end) {
        if (start >= end) {
            return -1;
        }
        int stop = segmentEnd(path, start, end);
        if (path.charAt(start) == '@') {
            return stop >= end ? -1 : segmentEnd(path, stop + 1, end) + 1;
        }
        if (path.charAt(start) != '.') {
            return stop + 1;
        }
        return storeEnd(path, start, stop, end);
    }

    /** The virtual stores of pnpm ({@code .pnpm/x@1/node_modules/x}) and of yarn's pnpm linker ({@code .store/x-1/package}). */
    private static int storeEnd(String path, int start, int stop, int end) {
        int slotEnd = stop >= end ? end : segmentEnd(path, stop + 1, end);
        if (slotEnd >= end) {
            return -1;
        }
        int nextEnd = segmentEnd(path, slotEnd + 1, end);
        if (is(path, start, stop, ".store") && is(path, slotEnd + 1, nextEnd, "package")) {
            return nextEnd + 1;
        }
        boolean modulesFollow = is(path, slotEnd + 1, nextEnd, MODULES) || is(path, stop + 1, slotEnd, MODULES);
        if (!modulesFollow) {
            return -1;
        }
        return packageEnd(path, (is(path, stop + 1, slotEnd, MODULES) ? slotEnd : nextEnd) + 1, end);
    }

    private static int segmentEnd(String path, int start, int end) {
        int slash = path.indexOf('/', start);
        return slash < 0 || slash > end ? end : slash;
    }

    private static boolean is(String path, int start, int stop, String name) {
        return stop - start == name.length() && path.startsWith(name, start);
    }

    private static boolean isTestFolder(String path, int start, int stop) {
        for (String folder : TEST_FOLDERS) {
            if (is(path, start, stop, folder)) {
                return true;
            }
        }
        return false;
    }
}
