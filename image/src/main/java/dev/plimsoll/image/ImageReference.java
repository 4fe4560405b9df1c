package dev.plimsoll.image;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;

/**
 * An image as users write it: a prefix and a place.
 *
 * @param scheme where to look
 * @param place a path, or a name such as {@code registry.example:5000/team/app:1.2@sha256:…}; never empty but for {@code sbom://},
 *     where empty means standard input
 */
public record ImageReference(Scheme scheme, String place) {

    /**
     * Reads a reference; no prefix means {@link Scheme#IMAGE}.
     *
     * @throws PlimsollException USAGE for an empty place or an unknown prefix
     */
    public static ImageReference parse(String text) {
        for (Scheme scheme : Scheme.values()) {
            if (text.startsWith(scheme.prefix())) {
                String place = text.substring(scheme.prefix().length());
                if (place.isEmpty() && scheme != Scheme.SBOM) {
                    throw new PlimsollException(
                            ErrorCode.USAGE,
                            "'" + text + "' names no image: put a name or path after " + scheme.prefix());
                }
                return new ImageReference(scheme, place);
            }
        }
        if (text.isBlank()) {
            throw new PlimsollException(ErrorCode.USAGE, "no image is named");
        }
        int prefixEnd = text.indexOf("://");
        if (prefixEnd >= 0) {
            throw new PlimsollException(
                    ErrorCode.USAGE,
                    "unknown prefix '" + text.substring(0, prefixEnd)
                            + "://'; known are image://, local://, registry://,"
                            + " oci-dir://, archive://, fs:// and sbom://");
        }
        return new ImageReference(Scheme.IMAGE, text);
    }

    /** As the user would write it; a name without a prefix stays without. */
    @Override
    public String toString() {
        return scheme == Scheme.IMAGE ? place : scheme.prefix() + place;
    }
}
