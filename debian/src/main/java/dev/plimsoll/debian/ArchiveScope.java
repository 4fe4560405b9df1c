package dev.plimsoll.debian;

import java.util.List;

/**
 * Which part of the archive is asked.
 *
 * @param suites for example {@code bookworm}, {@code bookworm-updates}, {@code bookworm-security}; all must be there
 * @param components for example {@code main}
 * @param architecture Debian's name of it, for example {@code arm64}
 */
public record ArchiveScope(List<String> suites, List<String> components, String architecture) {
    public ArchiveScope {
        suites = List.copyOf(suites);
        components = List.copyOf(components);
    }

    /**
     * The component main of a release, its updates and its security suite; of sid only itself, as it has no others.
     *
     * @param codename for example {@code bookworm}
     */
    public static ArchiveScope ofRelease(String codename, String architecture) {
        List<String> suites = codename.equals("sid")
                ? List.of(codename)
                : List.of(codename, codename + "-updates", codename + "-security");
        return new ArchiveScope(suites, List.of(Defaults.MAIN_COMPONENT), architecture);
    }
}
