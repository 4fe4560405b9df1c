package dev.plimsoll.debian.resolve;

import java.util.List;

/**
 * What is wanted.
 *
 * @param packages names, or {@code name=version} for one version
 * @param pins what the versions of packages must be, if these get in
 * @param recommends whether recommended packages are wanted too
 */
public record ResolutionRequest(List<String> packages, List<Pin> pins, boolean recommends) {
    public ResolutionRequest {
        packages = List.copyOf(packages);
        pins = List.copyOf(pins);
    }

    /** These packages and what they depend on, without recommended ones. */
    public static ResolutionRequest of(List<String> packages) {
        return new ResolutionRequest(packages, List.of(), false);
    }
}
