package dev.plimsoll.debian;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.openpgp.PGPSignature;

/** Checks an InRelease file's signatures: one by a pinned key is enough, as the archive signs with old and new keys. */
final class ReleaseVerifier {
    private static final int MAX_SIGNATURES = 64;

    private final Keyring keyring;
    private final Instant now;
    private final boolean allowExpired;

    /** @param allowExpired whether a key that has expired since it signed still counts */
    ReleaseVerifier(Keyring keyring, Instant now, boolean allowExpired) {
        this.keyring = keyring;
        this.now = now;
        this.allowExpired = allowExpired;
    }

    /**
     * What was proved.
     *
     * @param text exactly the signed text
     * @param signer name of the key that signed it
     */
    record Verified(String text, String signer) {}

    /**
     * @param what names the file in errors
     * @throws PlimsollException FEED_UNTRUSTED if no signature by a pinned key holds
     */
    Verified verify(byte[] inRelease, String what) {
        CleartextMessage message = CleartextMessage.parse(inRelease, what);
        byte[] signed = message.signedBytes();
        List<String> refused = new ArrayList<>();
        for (PGPSignature signature : signatures(message.signature(), what)) {
            String id = String.format(Locale.ROOT, "%016X", signature.getKeyID());
            Iterator<SigningKey> keys = keyring.withId(signature.getKeyID()).iterator();
            if (!keys.hasNext()) {
                refused.add("key " + id + " is not one of the archive's known keys");
            }
            while (keys.hasNext()) {
                SigningKey key = keys.next();
                String reason = refusal(signature, key, signed);
                if (reason.isEmpty()) {
                    return new Verified(message.text(), key.owner());
                }
                refused.add("the signature of " + key.owner() + " (" + id + ") " + reason);
            }
        }
        throw new PlimsollException(
                ErrorCode.FEED_UNTRUSTED,
                what + " has no valid signature of the Debian archive: "
                        + (refused.isEmpty() ? "it has none at all" : String.join("; ", refused))
                        + ". Ask " + Defaults.ANOTHER_MIRROR + ", or update Plimsoll if the archive has new keys");
    }

    private String refusal(PGPSignature signature, SigningKey key, byte[] signed) {
        if (signature.getSignatureType() != PGPSignature.CANONICAL_TEXT_DOCUMENT) {
            return "is not one over text";
        }
        if (!Signatures.hasStrongHash(signature)) {
            return "uses a weak hash";
        }
        Instant made = signature.getCreationTime().toInstant();
        if (made.isAfter(now.plus(Defaults.CLOCK_SKEW))) {
            return "was made in the future; check this machine's clock";
        }
        long lifetime = signature.getHashedSubPackets().getSignatureExpirationTime();
        if (lifetime > 0 && !allowExpired && now.isAfter(made.plusSeconds(lifetime))) {
            return "has expired";
        }
        if (!key.isValidAt(made) || !allowExpired && !key.isValidAt(now)) {
            return "was made by an expired key";
        }
        return Signatures.coversText(signature, signed, key.key()) ? "" : "does not fit the text";
    }

    private static List<PGPSignature> signatures(String armour, String what) {
        List<PGPSignature> signatures;
        try {
            signatures = Signatures.read(armour.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FEED_UNTRUSTED, what + " has an unreadable signature; nothing in it is believed", e);
        }
        if (signatures.size() > MAX_SIGNATURES) {
            throw new PlimsollException(
                    ErrorCode.FEED_UNTRUSTED, what + " has " + signatures.size() + " signatures, which is absurd");
        }
        return signatures;
    }
}
