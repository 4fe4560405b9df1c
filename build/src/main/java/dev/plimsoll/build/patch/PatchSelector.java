package dev.plimsoll.build.patch;

import dev.plimsoll.image.FileSelector;
import dev.plimsoll.image.Want;
import java.util.Set;

/** The files that a patch may look into: the package database, settings, and libraries, for the loader's cache. */
final class PatchSelector implements FileSelector {
    /** So small that it costs nothing to keep; scripts read such. */
    private static final long SMALL = 512;

    private static final long LARGEST_SETTING = 4 << 20;

    private final Set<String> more;
    private final boolean all;

    /** What every patch may look into. */
    PatchSelector() {
        this(Set.of(), false);
    }

    /**
     * Those that every patch looks into, and more.
     *
     * @param more paths of further files
     * @param all whether to look into every file, as images without dpkg need it
     */
    PatchSelector(Set<String> more, boolean all) {
        this.more = Set.copyOf(more);
        this.all = all;
    }

    /** Whether it looks into every file. */
    boolean isForAll() {
        return all;
    }

    @Override
    public boolean wantsDetails() {
        return true;
    }

    @Override
    public Want select(String path, long size, int mode) {
        return all || more.contains(path) || isDatabase(path) || isSetting(path, size) || isLibrary(path)
                ? Want.CONTENT
                : Want.NOTHING;
    }

    private static boolean isDatabase(String path) {
        return path.startsWith("var/lib/dpkg/") || path.startsWith("var/cache/debconf/config.dat");
    }

    private static boolean isSetting(String path, long size) {
        return size <= SMALL
                || size <= LARGEST_SETTING
                        && (path.startsWith("etc/")
                                || path.equals("usr/lib/os-release")
                                || path.startsWith("var/lib/ucf/")
                                || path.startsWith("var/lib/pam/")
                                || path.startsWith("var/lib/apt/extended_states")
                                || path.startsWith("usr/share/pam-configs/")
                                || path.startsWith("usr/share/debianutils/")
                                || path.startsWith("usr/share/postgresql-common/")
                                || path.startsWith("usr/share/ca-certificates/")
                                || path.startsWith("usr/local/share/ca-certificates/"));
    }

    private static boolean isLibrary(String path) {
        int slash = path.lastIndexOf('/') + 1;
        return (path.startsWith("lib", slash) || path.startsWith("ld-", slash) || path.startsWith("ld.so", slash))
                && path.indexOf(".so", slash) > 0;
    }
}
