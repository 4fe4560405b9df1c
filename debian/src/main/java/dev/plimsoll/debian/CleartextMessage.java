package dev.plimsoll.debian;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A message signed in the clear, taken apart. What stands before its first line and after its last is no part of it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9580#name-cleartext-signature-framework">RFC 9580, cleartext signatures</a>
 */
final class CleartextMessage {
    private static final String BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String BEGIN_SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
    private static final String END_SIGNATURE = "-----END PGP SIGNATURE-----";

    private final byte[] message;
    private final String what;
    private int position;

    private final ByteArrayOutputStream signed = new ByteArrayOutputStream(1 << 17);
    private final StringBuilder text = new StringBuilder(1 << 17);
    private final StringBuilder armour = new StringBuilder(1 << 12);

    private CleartextMessage(byte[] message, String what) {
        this.message = message;
        this.what = what;
    }

    /**
     * Takes a message apart.
     *
     * @param what names it in errors
     * @throws PlimsollException FEED_UNTRUSTED if it is not one whole signed message
     */
    static CleartextMessage parse(byte[] message, String what) {
        CleartextMessage parsed = new CleartextMessage(message, what);
        parsed.skipTo();
        parsed.readHeaders();
        parsed.readText();
        parsed.readSignature();
        return parsed;
    }

    /** The bytes that were hashed: dashes unescaped, white space at line ends gone, lines ended by CR LF, none at the end. */
    byte[] signedBytes() {
        return signed.toByteArray();
    }

    /** Exactly what was signed, with plain line ends. */
    String text() {
        return text.toString();
    }

    /** The signatures in their armour. */
    String signature() {
        return armour.toString();
    }

    private void skipTo() {
        String line = nextLine();
        while (!line.equals(BEGIN)) {
            line = nextLine();
        }
    }

    /** Only the names of hashes may stand here; anything else would be unsigned text in a signed-looking place. */
    private void readHeaders() {
        for (String line = nextLine(); !line.isEmpty(); line = nextLine()) {
            if (!line.startsWith("Hash: ")) {
                throw malformed("it has a header other than Hash");
            }
        }
    }

    private void readText() {
        boolean first = true;
        for (String line = nextLine(); !line.equals(BEGIN_SIGNATURE); line = nextLine()) {
            if (line.startsWith("-") && !line.startsWith("- ")) {
                throw malformed("a line of its text begins with an unescaped dash");
            }
            String plain = line.startsWith("- ") ? line.substring(2) : line;
            if (!first) {
                signed.write('\r');
                signed.write('\n');
            }
            first = false;
            signed.writeBytes(plain.getBytes(StandardCharsets.ISO_8859_1));
            text.append(plain).append('\n');
        }
    }

    private void readSignature() {
        armour.append(BEGIN_SIGNATURE).append('\n');
        for (String line = nextLine(); !line.equals(END_SIGNATURE); line = nextLine()) {
            armour.append(line).append('\n');
        }
        armour.append(END_SIGNATURE).append('\n');
    }

    /** The next line, byte for byte as Latin-1, without white space at its end. */
    private String nextLine() {
        if (position >= message.length) {
            throw malformed("it ends before its signature does");
        }
        int start = position;
        int end = start;
        while (end < message.length && message[end] != '\n') {
            end++;
        }
        position = end + 1;
        while (end > start && isBlank(message[end - 1])) {
            end--;
        }
        return new String(message, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    private PlimsollException malformed(String reason) {
        return new PlimsollException(
                ErrorCode.FEED_UNTRUSTED,
                what + " is not a signed message: " + reason + "; nothing in it is believed. Ask "
                        + Defaults.ANOTHER_MIRROR + ", or see what a proxy gives in its place");
    }
}
