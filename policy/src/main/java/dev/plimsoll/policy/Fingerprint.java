package dev.plimsoll.policy;

import dev.plimsoll.base.Digest;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Purl;
import dev.plimsoll.scan.Finding;
import java.nio.charset.StandardCharsets;

/**
 * What makes a finding the same one after the image was built again: image repository, package, flaw and path; never a digest, tag or
 * version.
 */
public final class Fingerprint {
    private static final int HEX_DIGITS = 32;

    private Fingerprint() {}

    /** 32 hexadecimal digits. */
    public static String of(ImageInfo image, Finding finding) {
        Component component = finding.component();
        Purl purl = component.purl();
        String path = component.locations().get(0).path();
        String text = String.join(
                "\n",
                ImageNames.repository(image),
                purl.type() + "/" + component.name(),
                finding.id(),
                component.version().isEmpty() ? path : path.replace(component.version(), "*"));
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, HEX_DIGITS);
    }
}
