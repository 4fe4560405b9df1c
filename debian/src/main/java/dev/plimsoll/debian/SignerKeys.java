package dev.plimsoll.debian;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.openpgp.PGPSignature;

/**
 * The door for detached OpenPGP signatures: the certificates whose signatures somebody trusts. A subkey counts if its primary key has
 * bound it for signing; a revoked key never does; one that has expired does for what it signed before. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9580#name-detached-signatures">RFC 9580, detached signatures</a>
 */
public final class SignerKeys {
    private static final String BEGIN = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
    private static final String END = "-----END PGP PUBLIC KEY BLOCK-----";
    private static final int MAX_SIGNATURES = 16;

    private final List<Certificate> certificates;

    private SignerKeys(List<Certificate> certificates) {
        this.certificates = List.copyOf(certificates);
    }

    /**
     * Reads public keys: a binary keyring, or a text with any number of armoured ones and other lines between them.
     *
     * @param what names the file in errors
     * @throws PlimsollException USAGE if there is none
     */
    public static SignerKeys read(byte[] keys, String what) {
        List<Certificate> found = new ArrayList<>();
        String text = new String(keys, StandardCharsets.ISO_8859_1);
        int begin = text.indexOf(BEGIN);
        if (begin < 0) {
            found.addAll(Keyring.certificates(keys));
        }
        while (begin >= 0) {
            int end = text.indexOf(END, begin);
            String block = text.substring(begin, end < 0 ? text.length() : end + END.length());
            found.addAll(Keyring.certificates((block + "\n").getBytes(StandardCharsets.ISO_8859_1)));
            begin = end < 0 ? -1 : text.indexOf(BEGIN, end);
        }
        if (found.isEmpty()) {
            throw new PlimsollException(
                    ErrorCode.USAGE,
                    what + " has no OpenPGP public key that can be read; export one with gpg --export");
        }
        return new SignerKeys(found);
    }

    /** Both, the other's last. */
    public SignerKeys plus(SignerKeys other) {
        List<Certificate> all = new ArrayList<>(certificates);
        all.addAll(other.certificates);
        return new SignerKeys(all);
    }

    /**
     * Whether a signature proves a content.
     *
     * @param fingerprint of the primary key of who signed it, in upper-case hexadecimal digits; empty if nobody trusted did
     * @param why nobody did: half a sentence; empty if somebody did
     */
    public record Verdict(Optional<String> fingerprint, String why) {
        private static Verdict none(String why) {
            return new Verdict(Optional.empty(), why);
        }
    }

    /**
     * Checks a detached signature: one by any of these keys is enough.
     *
     * @param content a file, which is read once for each signature by one of these keys
     * @param signature binary or armoured
     * @param now later signatures do not count
     * @throws IOException if the content can't be read
     */
    public Verdict verify(Path content, byte[] signature, Instant now) throws IOException {
        List<PGPSignature> signatures;
        try {
            signatures = Signatures.read(signature);
        } catch (IOException e) {
            return Verdict.none("its signature can't be read");
        }
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            return Verdict.none("what should be its signature has " + signatures.size() + " of them");
        }
        Set<String> reasons = new LinkedHashSet<>();
        for (PGPSignature each : signatures) {
            String id = String.format(Locale.ROOT, "%016X", each.getKeyID());
            List<Certificate> known = certificates.stream()
                    .filter(certificate -> certificate.hasKey(each.getKeyID()))
                    .toList();
            if (known.isEmpty()) {
                reasons.add("it is signed by the key " + id + ", which is not pinned");
            }
            for (Certificate certificate : known) {
                String reason = refusal(each, certificate, content, now);
                if (reason.isEmpty()) {
                    return new Verdict(Optional.of(certificate.fingerprint()), "");
                }
                reasons.add("its signature by the pinned key " + id + " " + reason);
            }
        }
        return Verdict.none(String.join("; ", reasons));
    }

    private static String refusal(PGPSignature signature, Certificate certificate, Path content, Instant now)
            throws IOException {
        Optional<SigningKey> key = certificate.signingKeys(certificate.fingerprint()).stream()
                .filter(each -> each.key().getKeyID() == signature.getKeyID())
                .findFirst();
        if (key.isEmpty()) {
            return "does not count: the key is revoked, or not made for signing, or vouched for by a weak hash only";
        }
        if (signature.getSignatureType() != PGPSignature.BINARY_DOCUMENT) {
            return "is not one over a file's bytes";
        }
        if (!Signatures.hasStrongHash(signature)) {
            return "uses a weak hash";
        }
        Instant made = signature.getCreationTime().toInstant();
        if (made.isAfter(now.plus(Defaults.CLOCK_SKEW))) {
            return "was made in the future; check this machine's clock";
        }
        long lifetime = signature.getHashedSubPackets().getSignatureExpirationTime();
        if (lifetime > 0 && now.isAfter(made.plusSeconds(lifetime))) {
            return "has expired";
        }
        if (!key.get().isValidAt(made)) {
            return "was made when the key was not valid";
        }
        try (InputStream in = Files.newInputStream(content)) {
            return Signatures.coversContent(signature, in, key.get().key()) ? "" : "does not fit it";
        }
    }
}
