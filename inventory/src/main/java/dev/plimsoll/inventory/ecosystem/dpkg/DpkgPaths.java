package dev.plimsoll.inventory.ecosystem.dpkg;

/** Where dpkg keeps what. */
final class DpkgPaths {
    static final String STATUS = "var/lib/dpkg/status";
    static final String STATUS_DIRECTORY = "var/lib/dpkg/status.d";
    static final String INFO = "var/lib/dpkg/info";
    static final String DIVERSIONS = "var/lib/dpkg/diversions";
    static final String LIST = ".list";
    static final String CHECKSUMS = ".md5sums";
    private static final String DPKG = "var/lib/dpkg/";
    private static final String DOC = "usr/share/doc/";
    private static final String COPYRIGHT = "/copyright";

    private DpkgPaths() {}

    /** Whether a file names installed packages. */
    static boolean isStatus(String path) {
        return path.startsWith(DPKG)
                && (path.equals(STATUS)
                        || isIn(path, STATUS_DIRECTORY) && !path.endsWith(CHECKSUMS) && !path.endsWith(LIST));
    }

    /** Whether a file says whose files are whose, or under which licence. */
    static boolean isBeside(String path) {
        if (path.startsWith(DPKG)) {
            return path.equals(DIVERSIONS)
                    || (isIn(path, INFO) || isIn(path, STATUS_DIRECTORY))
                            && (path.endsWith(LIST) || path.endsWith(CHECKSUMS));
        }
        return path.startsWith(DOC)
                && path.endsWith(COPYRIGHT)
                && path.indexOf('/', DOC.length()) == path.length() - COPYRIGHT.length();
    }

    private static boolean isIn(String path, String directory) {
        return path.length() > directory.length()
                && path.startsWith(directory)
                && path.charAt(directory.length()) == '/'
                && path.indexOf('/', directory.length() + 1) < 0;
    }

    static String list(String packageName) {
        return INFO + "/" + packageName + LIST;
    }

    static String copyright(String packageName) {
        return DOC + packageName + COPYRIGHT;
    }
}
