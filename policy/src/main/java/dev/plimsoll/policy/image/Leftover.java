package dev.plimsoll.policy.image;

import java.util.Optional;

/** What building an image leaves behind, and running it does not need. */
public enum Leftover {
    APT_LISTS("apt lists", "rm -rf /var/lib/apt/lists/*"),
    APT_CACHE("apt cache", "apt-get clean"),
    APK_CACHE("apk cache", "apk add --no-cache"),
    DNF_CACHE("dnf and yum caches", "dnf clean all"),
    ZYPPER_CACHE("zypper cache", "zypper clean --all"),
    LANGUAGE_CACHE("caches of language package managers", "pip install --no-cache-dir, npm cache clean --force"),
    TEMPORARY("temporary files", "rm -rf /tmp/* /var/tmp/*"),
    COMPILED_PYTHON("compiled Python files", "PYTHONDONTWRITEBYTECODE=1"),
    GIT("git repositories", "a .dockerignore with .git"),
    BUILD_FILE("files of building", "build in a stage of its own"),
    BUILD_LOG("logs of installing", "rm -rf /var/log/apt /var/log/dpkg.log"),
    COMPILER("compilers", "build in a stage of its own");

    private final String words;
    private final String remedy;

    Leftover(String words, String remedy) {
        this.words = words;
        this.remedy = remedy;
    }

    /** What it is, for people. */
    public String words() {
        return words;
    }

    /** What removes it, in the same step that makes it. */
    public String remedy() {
        return remedy;
    }

    /** What kind of leftover a regular file is, by its path. Cheap. */
    static Optional<Leftover> of(String path, String name) {
        if (path.startsWith("var/")) {
            return ofVar(path, name);
        }
        if (path.startsWith("tmp/")) {
            return Optional.of(TEMPORARY);
        }
        if (path.startsWith("etc/apk/cache/")) {
            return Optional.of(APK_CACHE);
        }
        if (isOfLanguage(path)) {
            return Optional.of(LANGUAGE_CACHE);
        }
        if (path.startsWith(".git/") || path.contains("/.git/")) {
            return Optional.of(GIT);
        }
        // Below usr/lib they are the distribution's own.
        if (name.endsWith(".pyc") && path.contains("/__pycache__/") && !path.startsWith("usr/lib")) {
            return Optional.of(COMPILED_PYTHON);
        }
        return isOfBuilding(name) ? Optional.of(BUILD_FILE) : Optional.empty();
    }

    private static boolean isOfLanguage(String path) {
        return path.contains("/.cache/")
                || path.contains("/_cacache/")
                || path.contains("/.m2/repository/")
                || path.contains("/.gradle/caches/")
                || path.contains("/.cargo/registry/")
                || path.contains("go/pkg/mod/cache/");
    }

    private static boolean isOfBuilding(String name) {
        return switch (name) {
            case "CMakeCache.txt", "config.log", "config.status" -> true;
            default -> name.endsWith(".o") || name.endsWith(".lo");
        };
    }

    private static Optional<Leftover> ofVar(String path, String name) {
        boolean isLock = name.equals("lock");
        if (path.startsWith("var/lib/apt/lists/")) {
            return isLock ? Optional.empty() : Optional.of(APT_LISTS);
        }
        if (path.startsWith("var/cache/apt/")) {
            return isLock ? Optional.empty() : Optional.of(APT_CACHE);
        }
        if (path.startsWith("var/cache/apk/")) {
            return Optional.of(APK_CACHE);
        }
        if (path.startsWith("var/cache/dnf/")
                || path.startsWith("var/cache/yum/")
                || path.startsWith("var/cache/libdnf5/")) {
            return Optional.of(DNF_CACHE);
        }
        if (path.startsWith("var/cache/zypp/")) {
            return Optional.of(ZYPPER_CACHE);
        }
        if (path.startsWith("var/log/")) {
            return isOfInstalling(path) ? Optional.of(BUILD_LOG) : Optional.empty();
        }
        return path.startsWith("var/tmp/") ? Optional.of(TEMPORARY) : Optional.empty();
    }

    private static boolean isOfInstalling(String path) {
        return switch (path) {
            case "var/log/dpkg.log", "var/log/alternatives.log", "var/log/bootstrap.log", "var/log/yum.log" -> true;
            default -> path.startsWith("var/log/apt/") || path.startsWith("var/log/dnf");
        };
    }
}
