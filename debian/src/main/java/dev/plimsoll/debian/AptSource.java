package dev.plimsoll.debian;

import java.util.List;

/**
 * One place that the scanning machine's apt installs from.
 *
 * @param uris base addresses as written
 * @param suites below {@code dists/}
 * @param components for example {@code main}
 * @param signedBy the keyring named for it, or empty
 * @see <a href="https://manpages.debian.org/bookworm/apt/sources.list.5.en.html">sources.list(5)</a>
 */
record AptSource(List<String> uris, List<String> suites, List<String> components, String signedBy) {
    AptSource {
        uris = List.copyOf(uris);
        suites = List.copyOf(suites);
        components = List.copyOf(components);
    }
}
