package dev.plimsoll.build.certs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** An authority's certificate. */
final class Certificate {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";
    private static final int VERSION = 0xa0;

    private final byte[] encoded;

    /** @param encoded its DER bytes */
    private Certificate(byte[] encoded) {
        this.encoded = encoded;
    }

    /** Its DER bytes. */
    byte[] encoded() {
        return encoded.clone();
    }

    /**
     * The one certificate of a file.
     *
     * @throws IOException if there is none, more than one, or a damaged one
     */
    static Certificate ofPem(String pem) throws IOException {
        int begin = pem.indexOf(BEGIN);
        int end = pem.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException("it has no certificate");
        }
        if (pem.indexOf(BEGIN, end) >= 0) {
            throw new IOException("it has more than one certificate");
        }
        try {
            return new Certificate(Base64.getMimeDecoder()
                    .decode(pem.substring(begin + BEGIN.length(), end).strip()));
        } catch (IllegalArgumentException e) {
            throw new IOException("its certificate is not in Base64", e);
        }
    }

    /**
     * The name by which OpenSSL finds it in a directory: of its subject, so written that cases and blanks do not count.
     *
     * @see <a href="https://docs.openssl.org/3.0/man1/openssl-rehash/">openssl-rehash(1)</a>
     */
    String subjectHash() throws IOException {
        byte[] digest = sha1(canonical(subject()));
        return String.format(
                Locale.ROOT,
                "%02x%02x%02x%02x",
                digest[3] & 0xff,
                digest[2] & 0xff,
                digest[1] & 0xff,
                digest[0] & 0xff);
    }

    private Der subject() throws IOException {
        List<Der> whole = Der.all(encoded);
        List<Der> signed = whole.isEmpty() || whole.get(0).children().isEmpty()
                ? List.of()
                : whole.get(0).children().get(0).children();
        int first = !signed.isEmpty() && signed.get(0).tag() == VERSION ? 1 : 0;
        // Serial number, algorithm, issuer and validity stand before it.
        if (signed.size() < first + 5) {
            throw new IOException("it is no certificate");
        }
        return signed.get(first + 4);
    }

    private static byte[] canonical(Der name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Der set : name.children()) {
            List<byte[]> entries = new ArrayList<>();
            for (Der entry : set.children()) {
                List<Der> pair = entry.children();
                if (pair.size() != 2) {
                    throw new IOException("its subject is damaged");
                }
                ByteArrayOutputStream both = new ByteArrayOutputStream();
                both.writeBytes(pair.get(0).encoded());
                both.writeBytes(canonicalText(pair.get(1)).encoded());
                entries.add(new Der(Der.SEQUENCE, both.toByteArray()).encoded());
            }
            entries.sort(Arrays::compareUnsigned);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            entries.forEach(all::writeBytes);
            out.writeBytes(new Der(Der.SET, all.toByteArray()).encoded());
        }
        return out.toByteArray();
    }

    private static Der canonicalText(Der value) {
        Charset charset = switch (value.tag()) {
            case Der.UTF8_STRING -> StandardCharsets.UTF_8;
            case 0x13, 0x14, 0x16, 0x1a -> StandardCharsets.ISO_8859_1;
            case 0x1e -> StandardCharsets.UTF_16BE;
            case 0x1c -> Charset.forName("UTF-32BE");
            default -> null;
        };
        if (charset == null) {
            return value;
        }
        StringBuilder text = new StringBuilder();
        for (char c : new String(value.content(), charset).toCharArray()) {
            boolean blank = c == ' ' || c >= '\t' && c <= '\r';
            if (!blank) {
                text.append(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
            } else if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
                text.append(' ');
            }
        }
        int length = text.length();
        if (length > 0 && text.charAt(length - 1) == ' ') {
            text.setLength(length - 1);
        }
        return new Der(Der.UTF8_STRING, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A name in a directory and a check against accidents; it protects nothing here. */
    static byte[] sha1(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
