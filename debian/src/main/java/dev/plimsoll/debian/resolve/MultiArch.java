package dev.plimsoll.debian.resolve;

/**
 * Whether a package can serve, or lie beside, packages of other architectures.
 *
 * @see <a href="https://wiki.debian.org/Multiarch/HOWTO">Multiarch</a>
 */
public enum MultiArch {
    NO,
    SAME,
    FOREIGN,
    ALLOWED
}
