package dev.plimsoll.policy.image;

import java.util.Set;

/** Programs by the names that they are installed under. */
final class Programs {
    private static final Set<String> SHELLS = Set.of(
            "sh", "bash", "dash", "ash", "rbash", "zsh", "ksh", "mksh", "oksh", "yash", "fish", "csh", "tcsh",
            "busybox", "toybox", "pwsh");

    private static final Set<String> PACKAGE_MANAGERS = Set.of(
            "apt",
            "apt-get",
            "aptitude",
            "dpkg",
            "apk",
            "rpm",
            "dnf",
            "dnf5",
            "dnf-3",
            "microdnf",
            "tdnf",
            "yum",
            "zypper",
            "pacman",
            "opkg",
            "emerge",
            "nix-env",
            "guix",
            "pip",
            "pip3",
            "pipx",
            "uv",
            "poetry",
            "npm",
            "yarn",
            "pnpm",
            "gem",
            "composer",
            "conda",
            "mamba");

    private static final Set<String> COMPILERS =
            Set.of("gcc", "g++", "cc", "c++", "cc1", "cc1plus", "clang", "clang++", "tcc", "rustc", "ld");

    private Programs() {}

    static boolean isShell(String name) {
        return SHELLS.contains(name);
    }

    static boolean isPackageManager(String name) {
        return PACKAGE_MANAGERS.contains(name) || name.startsWith("pip3.");
    }

    static boolean isCompiler(String name) {
        return COMPILERS.contains(name) || name.startsWith("gcc-") && isNumber(name, 4);
    }

    private static boolean isNumber(String name, int from) {
        for (int i = from; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return from < name.length();
    }

    /** Whether a path lies directly in a directory of programs. */
    static boolean isInProgramDirectory(String path) {
        int slash = path.lastIndexOf('/');
        if (slash < 0) {
            return false;
        }
        int before = path.lastIndexOf('/', slash - 1);
        int length = slash - before - 1;
        return length == 3 && path.startsWith("bin", before + 1) || length == 4 && path.startsWith("sbin", before + 1);
    }
}
