package dev.plimsoll.debian;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;

/**
 * One OpenPGP certificate: a primary key and what it says of itself. Nothing unsigned is believed: a pinned fingerprint covers the
 * primary key's packet only, and whoever delivers the certificate could have added subkeys of his own.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9580#name-signature-types">RFC 9580, signature types</a>
 */
final class Certificate {
    private final PGPPublicKeyRing ring;
    private final PGPPublicKey primary;

    Certificate(PGPPublicKeyRing ring) {
        this.ring = ring;
        this.primary = ring.getPublicKey();
    }

    /** Fingerprint of the primary key, upper-case hexadecimal. */
    String fingerprint() {
        return HexFormat.of().withUpperCase().formatHex(primary.getFingerprint());
    }

    /** Whether its primary key or a subkey, valid or not, has this id. */
    boolean hasKey(long keyId) {
        return ring.getPublicKey(keyId) != null;
    }

    /** The keys that may sign for it, each with its time; none if it is revoked or does not vouch for itself. */
    List<SigningKey> signingKeys(String owner) {
        Optional<PGPSignature> self = newest(selfSignatures());
        if (self.isEmpty() || isRevoked()) {
            return List.of();
        }
        List<SigningKey> keys = new ArrayList<>();
        Optional<Instant> primaryEnd = end(primary, self.get());
        if (maySign(self.get())) {
            keys.add(new SigningKey(owner, primary, created(primary), primaryEnd));
        }
        for (Iterator<PGPPublicKey> all = ring.getPublicKeys(); all.hasNext(); ) {
            PGPPublicKey sub = all.next();
            if (!sub.isMasterKey()) {
                addSubkey(keys, owner, sub, primaryEnd);
            }
        }
        return keys;
    }

    private void addSubkey(List<SigningKey> keys, String owner, PGPPublicKey sub, Optional<Instant> primaryEnd) {
        List<PGPSignature> bindings = new ArrayList<>();
        for (Iterator<PGPSignature> all = sub.getSignatures(); all.hasNext(); ) {
            PGPSignature signature = all.next();
            boolean byPrimary = Signatures.coversPair(signature, primary, sub, primary);
            if (byPrimary && signature.getSignatureType() == PGPSignature.SUBKEY_REVOCATION) {
                return;
            }
            if (byPrimary && signature.getSignatureType() == PGPSignature.SUBKEY_BINDING) {
                bindings.add(signature);
            }
        }
        Optional<PGPSignature> binding = newest(bindings);
        if (binding.isPresent() && maySign(binding.get()) && isBoundBack(binding.get(), sub)) {
            keys.add(new SigningKey(owner, sub, created(sub), earlier(end(sub, binding.get()), primaryEnd)));
        }
    }

    /** A subkey that signs must have agreed to its primary key, or one key's signatures could be claimed by another. */
    private boolean isBoundBack(PGPSignature binding, PGPPublicKey sub) {
        try {
            PGPSignatureList embedded = binding.getHashedSubPackets().getEmbeddedSignatures();
            PGPSignatureList unhashed = binding.getUnhashedSubPackets().getEmbeddedSignatures();
            return hasBackSignature(embedded, sub) || hasBackSignature(unhashed, sub);
        } catch (PGPException e) {
            return false;
        }
    }

    private boolean hasBackSignature(PGPSignatureList list, PGPPublicKey sub) {
        for (PGPSignature signature : list) {
            if (signature.getSignatureType() == PGPSignature.PRIMARYKEY_BINDING
                    && Signatures.coversPair(signature, primary, sub, sub)) {
                return true;
            }
        }
        return false;
    }

    private List<PGPSignature> selfSignatures() {
        List<PGPSignature> found = new ArrayList<>();
        for (Iterator<byte[]> ids = primary.getRawUserIDs(); ids.hasNext(); ) {
            byte[] id = ids.next();
            Iterator<PGPSignature> all = primary.getSignaturesForID(id);
            while (all != null && all.hasNext()) {
                PGPSignature signature = all.next();
                if (signature.getKeyID() == primary.getKeyID()
                        && PGPSignature.isCertification(signature.getSignatureType())
                        && Signatures.certifiesUserId(signature, id, primary)) {
                    found.add(signature);
                }
            }
        }
        for (Iterator<PGPSignature> all = primary.getSignaturesOfType(PGPSignature.DIRECT_KEY); all.hasNext(); ) {
            PGPSignature signature = all.next();
            if (signature.getKeyID() == primary.getKeyID() && Signatures.coversKey(signature, primary)) {
                found.add(signature);
            }
        }
        return found;
    }

    private boolean isRevoked() {
        for (Iterator<PGPSignature> all = primary.getSignaturesOfType(PGPSignature.KEY_REVOCATION); all.hasNext(); ) {
            if (Signatures.coversKey(all.next(), primary)) {
                return true;
            }
        }
        return false;
    }

    private static boolean maySign(PGPSignature self) {
        PGPSignatureSubpacketVector hashed = self.getHashedSubPackets();
        return !hashed.hasSubpacket(SignatureSubpacketTags.KEY_FLAGS)
                || (hashed.getKeyFlags() & KeyFlags.SIGN_DATA) != 0;
    }

    private static Optional<Instant> end(PGPPublicKey key, PGPSignature self) {
        long seconds = self.getHashedSubPackets().getKeyExpirationTime();
        return seconds == 0 ? Optional.empty() : Optional.of(created(key).plusSeconds(seconds));
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().isBefore(other.get()) ? one : other;
    }

    private static Instant created(PGPPublicKey key) {
        return key.getCreationTime().toInstant();
    }

    private static Optional<PGPSignature> newest(List<PGPSignature> signatures) {
        return signatures.stream()
                .max(Comparator.comparing(
                        signature -> signature.getCreationTime().toInstant()));
    }
}
