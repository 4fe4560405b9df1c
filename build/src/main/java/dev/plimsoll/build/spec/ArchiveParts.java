package dev.plimsoll.build.spec;

import java.util.List;

/**
 * Which parts of the archive packages come from.
 *
 * @param release code name of the distribution's release, such as {@code bookworm}
 * @param suites names of the suites
 * @param components such as {@code main}
 */
public record ArchiveParts(String release, List<String> suites, List<String> components) {
    public ArchiveParts {
        suites = List.copyOf(suites);
        components = List.copyOf(components);
    }

    /** A release with its updates and its security updates. */
    static ArchiveParts of(String release) {
        return new ArchiveParts(
                release, List.of(release, release + "-updates", release + "-security"), List.of("main"));
    }
}
