package dev.plimsoll.debian;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.operator.PGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPContentVerifierBuilderProvider;

/** Checks of single OpenPGP signatures. A signature that can't be read or computed is no signature. */
final class Signatures {
    private Signatures() {}

    /**
     * The signatures of a file of them, binary or armoured.
     *
     * @throws IOException if it can't be read to its end
     */
    static List<PGPSignature> read(byte[] file) throws IOException {
        List<PGPSignature> signatures = new ArrayList<>();
        try {
            boolean armoured = file.length > 0 && file[0] == '-';
            ByteArrayInputStream bytes = new ByteArrayInputStream(file);
            PGPObjectFactory objects = new PGPObjectFactory(
                    armoured ? new ArmoredInputStream(bytes) : bytes, new BcKeyFingerprintCalculator());
            for (Object object = objects.nextObject(); object != null; object = objects.nextObject()) {
                if (object instanceof PGPSignatureList list) {
                    list.forEach(signatures::add);
                }
            }
        } catch (RuntimeException e) {
            throw new IOException("it is no OpenPGP signature", e);
        }
        return signatures;
    }

    /** Whether its hash is one that can't be collided: SHA-1, MD5 and RIPEMD are not. */
    static boolean hasStrongHash(PGPSignature signature) {
        return switch (signature.getHashAlgorithm()) {
            case HashAlgorithmTags.SHA256, HashAlgorithmTags.SHA384, HashAlgorithmTags.SHA512 -> true;
            default -> false;
        };
    }

    /** Whether {@code signer} certified this user id of its own. */
    static boolean certifiesUserId(PGPSignature signature, byte[] userId, PGPPublicKey signer) {
        return holds(signature, signer, () -> signature.verifyCertification(userId, signer));
    }

    /** Whether {@code signer} made this signature over itself (direct key signature, revocation). */
    static boolean coversKey(PGPSignature signature, PGPPublicKey signer) {
        return holds(signature, signer, () -> signature.verifyCertification(signer));
    }

    /** Whether {@code signer} made this signature that ties a subkey to a primary key, or lets it go. */
    static boolean coversPair(PGPSignature signature, PGPPublicKey primary, PGPPublicKey sub, PGPPublicKey signer) {
        return holds(signature, signer, () -> signature.verifyCertification(primary, sub));
    }

    /** Whether {@code signer} made this signature over {@code content}. */
    static boolean coversText(PGPSignature signature, byte[] content, PGPPublicKey signer) {
        return holds(signature, signer, () -> {
            signature.update(content);
            return signature.verify();
        });
    }

    /** Whether {@code signer} made this signature over what a stream gives. */
    static boolean coversContent(PGPSignature signature, InputStream content, PGPPublicKey signer) throws IOException {
        AtomicReference<IOException> failure = new AtomicReference<>();
        boolean holds = holds(signature, signer, () -> {
            byte[] buffer = new byte[1 << 16];
            try {
                for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                    signature.update(buffer, 0, n);
                }
            } catch (IOException e) {
                failure.set(e);
                return false;
            }
            return signature.verify();
        });
        if (failure.get() != null) {
            throw failure.get();
        }
        return holds;
    }

    private interface Check {
        boolean holds() throws PGPException;
    }

    private static boolean holds(PGPSignature signature, PGPPublicKey signer, Check check) {
        if (!hasStrongHash(signature)) {
            return false;
        }
        try {
            signature.init(verifierFor(signer), signer);
            return check.holds();
        } catch (PGPException | RuntimeException e) {
            // Hostile packets make the library throw all sorts; whatever it is, nothing was proved.
            return false;
        }
    }

    /** The JDK's RSA: Bouncy Castle's own first tests each modulus for primes, which takes longer than all the rest. */
    private static PGPContentVerifierBuilderProvider verifierFor(PGPPublicKey key) {
        return key.getAlgorithm() == PublicKeyAlgorithmTags.RSA_GENERAL
                ? new JcaPGPContentVerifierBuilderProvider()
                : new BcPGPContentVerifierBuilderProvider();
    }
}
