package dev.plimsoll.base;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A content digest as the OCI image spec writes it, {@code sha256:} and 64 lower-case hexadecimal digits (or {@code sha512:}).
 * SHA-1 is known only because Maven repositories publish it; it is never accepted where content crosses a trust border.
 *
 * @param algorithm the hash function
 * @param hex lower-case hexadecimal digits, as many as the algorithm has
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests">OCI descriptor, digests</a>
 */
public record Digest(Algorithm algorithm, String hex) {

    /** The hash functions that images, feeds and repositories use. */
    public enum Algorithm {
        SHA1("SHA-1", 40),
        SHA256("SHA-256", 64),
        SHA512("SHA-512", 128);

        private final String jcaName;
        private final int hexLength;

        Algorithm(String jcaName, int hexLength) {
            this.jcaName = jcaName;
            this.hexLength = hexLength;
        }

        /** A new computation of this hash. */
        public MessageDigest newMessageDigest() {
            try {
                return MessageDigest.getInstance(jcaName);
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every JDK has " + jcaName, e);
            }
        }
    }

    public Digest {
        Objects.requireNonNull(algorithm, "algorithm is null");
        if (hex.length() != algorithm.hexLength || !isLowerHex(hex)) {
            throw new IllegalArgumentException(
                    algorithm + " digest wants " + algorithm.hexLength + " lower-case hex digits");
        }
    }

    /** Reads {@code algorithm:hex}; empty if the text is not a digest of a known algorithm. */
    public static Optional<Digest> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        Algorithm algorithm;
        switch (text.substring(0, colon)) {
            case "sha1" -> algorithm = Algorithm.SHA1;
            case "sha256" -> algorithm = Algorithm.SHA256;
            case "sha512" -> algorithm = Algorithm.SHA512;
            default -> {
                return Optional.empty();
            }
        }
        String hex = text.substring(colon + 1);
        return hex.length() == algorithm.hexLength && isLowerHex(hex)
                ? Optional.of(new Digest(algorithm, hex))
                : Optional.empty();
    }

    /** The digest of a finished computation; resets {@code computation}. */
    public static Digest of(Algorithm algorithm, MessageDigest computation) {
        return new Digest(algorithm, HexFormat.of().formatHex(computation.digest()));
    }

    /** The SHA-256 of {@code content}. */
    public static Digest sha256(byte[] content) {
        MessageDigest computation = Algorithm.SHA256.newMessageDigest();
        computation.update(content);
        return of(Algorithm.SHA256, computation);
    }

    /** Reads {@code content} to its end and hashes it; does not close it. */
    public static Digest of(Algorithm algorithm, InputStream content) throws IOException {
        MessageDigest computation = algorithm.newMessageDigest();
        byte[] buffer = new byte[64 * 1024];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            computation.update(buffer, 0, n);
        }
        return of(algorithm, computation);
    }

    /** {@code algorithm:hex}. */
    @Override
    public String toString() {
        return algorithm.name().toLowerCase(Locale.ROOT) + ":" + hex;
    }

    private static boolean isLowerHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }
}
