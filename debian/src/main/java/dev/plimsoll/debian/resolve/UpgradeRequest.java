package dev.plimsoll.debian.resolve;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be upgraded.
 *
 * @param installed every package that is there
 * @param wanted names of those to upgrade, with what their new versions need; empty for all
 * @param kept names of those that stay as they are, each with the reason in words
 * @param partial whether what packages need in vain was left out on purpose, and does not come in
 */
public record UpgradeRequest(
        List<ArchivePackage> installed, Optional<Set<String>> wanted, Map<String, String> kept, boolean partial) {
    public UpgradeRequest {
        installed = List.copyOf(installed);
        wanted = wanted.map(Set::copyOf);
        kept = Map.copyOf(kept);
    }
}
