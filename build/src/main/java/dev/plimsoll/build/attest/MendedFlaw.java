package dev.plimsoll.build.attest;

import dev.plimsoll.inventory.Component;
import dev.plimsoll.scan.Finding;

/**
 * A flaw that was found in an image and is mended in the new one.
 *
 * @param finding as the scan of the image before found it
 * @param version of the same component, with which it is gone
 */
public record MendedFlaw(Finding finding, String version) {
    /** Whether a component is the one that it is gone with. */
    boolean isMendedBy(Component component) {
        return component.ecosystem().equals(finding.component().ecosystem())
                && component.name().equals(finding.component().name())
                && component.version().equals(version);
    }
}
