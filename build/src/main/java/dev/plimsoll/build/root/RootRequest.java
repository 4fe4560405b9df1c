package dev.plimsoll.build.root;

import dev.plimsoll.build.spec.ImageSpec;
import java.time.Instant;
import java.util.List;

/**
 * What a root is made of.
 *
 * @param spec its users, files, omissions, what is left out, what stands in the place of scripts
 * @param packages resolved, omitted ones too, in the order in which they are unpacked
 * @param architecture Debian's name of it
 * @param epoch the time that every entry gets
 */
public record RootRequest(ImageSpec spec, List<RootPackage> packages, String architecture, Instant epoch) {
    public RootRequest {
        packages = List.copyOf(packages);
    }
}
