package dev.plimsoll.image;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.util.Locale;

/**
 * Operating system, architecture and variant, in Go's names, as in an OCI index.
 *
 * @param os for example {@code linux}
 * @param architecture for example {@code amd64}
 * @param variant for example {@code v8}, or empty
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/image-index.md">OCI image index, platform</a>
 */
public record Platform(String os, String architecture, String variant) {

    /**
     * Reads {@code os/arch[/variant]}.
     *
     * @throws PlimsollException USAGE for anything else
     */
    public static Platform parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length < 2 || parts.length > 3 || parts[0].isEmpty() || parts[1].isEmpty()) {
            throw new PlimsollException(
                    ErrorCode.USAGE, "platform '" + text + "' is not os/arch[/variant], for example linux/arm64");
        }
        return new Platform(parts[0], parts[1], parts.length == 3 ? parts[2] : "");
    }

    /** The platform of this machine, with {@code linux} as system since images for others are rare. */
    public static Platform ofMachine() {
        String arch = System.getProperty("os.arch", "amd64").toLowerCase(Locale.ROOT);
        return switch (arch) {
            case "x86_64", "amd64" -> new Platform("linux", "amd64", "");
            case "aarch64", "arm64" -> new Platform("linux", "arm64", "");
            default -> new Platform("linux", arch, "");
        };
    }

    /** Whether an image for this serves a wish for {@code wanted}: a variant counts only if both state one. */
    public boolean serves(Platform wanted) {
        return os.equals(wanted.os)
                && architecture.equals(wanted.architecture)
                && (variant.isEmpty() || wanted.variant.isEmpty() || variant.equals(wanted.variant));
    }

    /** {@code os/arch[/variant]}. */
    @Override
    public String toString() {
        return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    }
}
