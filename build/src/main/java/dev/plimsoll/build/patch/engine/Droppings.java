package dev.plimsoll.build.patch.engine;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What dpkg, scripts and the engine leave behind that is no part of an upgrade: logs, former versions, locks, caches, mount points. */
final class Droppings {
    private static final Pattern PATHS = Pattern.compile(List.of(
                    // The engine's own.
                    "\\.dockerenv",
                    "(?:dev|proc|sys)(?:/.*)?",
                    "etc/(?:hosts|hostname|resolv\\.conf)",
                    // Of programs that run, and gone when they do not.
                    "(?:run|tmp|var/tmp)(?:/.*)?",
                    // Locks, and what was before.
                    "etc/(?:passwd|group|shadow|gshadow|subuid|subgid)-",
                    "etc/\\.pwd\\.lock",
                    "var/lib/dpkg/(?:.*-old|lock.*|triggers/Lock|updates/.*)",
                    "var/cache/debconf/.*-old",
                    // What is said of a run, and what serves the next one.
                    "var/log/(?:dpkg\\.log|alternatives\\.log|apt/.*)",
                    "var/cache/ldconfig/aux-cache",
                    "var/cache/apt/.*\\.bin")
            .stream()
            .collect(Collectors.joining("|")));

    private Droppings() {}

    /** Whether a change there stays out of the image. */
    static boolean are(String path) {
        return PATHS.matcher(path).matches();
    }
}
