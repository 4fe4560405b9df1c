package dev.plimsoll.build.rebase;

import dev.plimsoll.base.Digest;
import dev.plimsoll.build.attest.Material;
import dev.plimsoll.build.attest.Provenance;
import dev.plimsoll.image.ImageInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How an image on a new base came to be: of the image, the new base, and the old one as far as it was looked at. */
final class RebaseProvenance {
    private static final String BUILD_TYPE = "https://plimsoll.dev/rebase/v1";

    private RebaseProvenance() {}

    /**
     * The statement.
     *
     * @param version of this program
     * @param date stated as its date: the new image's
     */
    static Provenance of(ImageInfo child, ImageInfo onto, Optional<ImageInfo> old, String version, Instant date) {
        List<Material> materials = new ArrayList<>();
        add(materials, "image", child);
        add(materials, "new base", onto);
        old.ifPresent(each -> add(materials, "old base", each));
        return new Provenance(BUILD_TYPE, Map.of(), materials, version, date);
    }

    /** By its name if it has one, never by where it lies on this machine. */
    private static void add(List<Material> materials, String role, ImageInfo image) {
        Optional<Digest> digest = image.digest().or(image::imageId);
        String name = image.name().orElse(role);
        digest.ifPresent(known -> materials.add(new Material(name, "", known, Map.of("role", role))));
    }
}
