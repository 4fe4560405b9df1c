package dev.plimsoll.cli;

import dev.plimsoll.base.Digest;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.target.ImageTargets;
import java.util.ArrayList;
import java.util.List;

/** What is said of new images, whatever was done to make them. */
final class ImageWords {
    private ImageWords() {}

    /** An image as it was named, with the platform if it is there for several. */
    static String named(String image, Platform platform, int platforms) {
        return platforms == 1 ? image : image + " (" + platform + ")";
    }

    /**
     * Where it is.
     *
     * @param hasDocuments whether documents about it are written as files
     */
    static List<String> place(Digest digest, ImageReference place, boolean hasDocuments) {
        List<String> lines = new ArrayList<>(List.of("  " + digest, "  lies in " + place));
        if (!hasDocuments && ImageTargets.holdsOne(place)) {
            lines.add("  note: there is no place for SBOM, OpenVEX and provenance there; --documents DIR writes them");
        }
        return lines;
    }
}
