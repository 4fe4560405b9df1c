package dev.plimsoll.debian;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.BCPGOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.PublicSubkeyPacket;
import org.bouncycastle.bcpg.UserIDPacket;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/** An archive key of a test's own: a primary key that certifies, and a subkey that signs, as Debian's have them. */
final class TestKey {
    private static final Instant MADE = Instant.parse("2020-01-01T00:00:00Z");

    private static final String USER = "Test Archive Key";

    private final PGPKeyPair primary = pair();
    private final PGPKeyPair sub = pair();

    private static PGPKeyPair pair() {
        RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
        generator.init(new RSAKeyGenerationParameters(BigInteger.valueOf(65537), new SecureRandom(), 2048, 16));
        try {
            return new BcPGPKeyPair(
                    PublicKeyPacket.VERSION_4,
                    PublicKeyAlgorithmTags.RSA_GENERAL,
                    generator.generateKeyPair(),
                    Date.from(MADE));
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    String fingerprint() {
        return HexFormat.of().formatHex(primary.getPublicKey().getFingerprint());
    }

    /** The certificate: the subkey bound with a back signature. */
    byte[] certificate() throws Exception {
        return certificate(List.of(), sub, binding(sub, primary, true));
    }

    /** The same, revoked by its owner. */
    byte[] revokedCertificate() throws Exception {
        PGPSignature revocation =
                generator(primary, PGPSignature.KEY_REVOCATION).generateCertification(primary.getPublicKey());
        return certificate(List.of(revocation), sub, binding(sub, primary, true));
    }

    /** A certificate with this key's primary key, into which somebody else has put a subkey of his own. */
    byte[] certificateWithForeignSubkey(TestKey foreign) throws Exception {
        return certificate(List.of(), foreign.sub, binding(foreign.sub, foreign.primary, true));
    }

    /** A certificate whose subkey never agreed to it. */
    byte[] certificateWithoutBackSignature() throws Exception {
        return certificate(List.of(), sub, binding(sub, primary, false));
    }

    private byte[] certificate(List<PGPSignature> direct, PGPKeyPair subkey, PGPSignature binding) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (BCPGOutputStream out = new BCPGOutputStream(bytes)) {
            out.writePacket(primary.getPublicKey().getPublicKeyPacket());
            for (PGPSignature signature : direct) {
                signature.encode(out);
            }
            out.writePacket(new UserIDPacket(USER));
            userCertification().encode(out);
            out.writePacket(new PublicSubkeyPacket(
                    PublicKeyPacket.VERSION_4,
                    PublicKeyAlgorithmTags.RSA_GENERAL,
                    Date.from(MADE),
                    subkey.getPublicKey().getPublicKeyPacket().getKey()));
            binding.encode(out);
        }
        return bytes.toByteArray();
    }

    private PGPSignature userCertification() throws PGPException {
        PGPSignatureGenerator generator = generator(primary, PGPSignature.POSITIVE_CERTIFICATION);
        generator.setHashedSubpackets(subpackets(KeyFlags.CERTIFY_OTHER).generate());
        return generator.generateCertification(USER, primary.getPublicKey());
    }

    private static PGPSignature binding(PGPKeyPair subkey, PGPKeyPair by, boolean back) throws Exception {
        PGPSignatureSubpacketGenerator hashed = subpackets(KeyFlags.SIGN_DATA);
        if (back) {
            hashed.addEmbeddedSignature(
                    false,
                    generator(subkey, PGPSignature.PRIMARYKEY_BINDING)
                            .generateCertification(by.getPublicKey(), subkey.getPublicKey()));
        }
        PGPSignatureGenerator generator = generator(by, PGPSignature.SUBKEY_BINDING);
        generator.setHashedSubpackets(hashed.generate());
        return generator.generateCertification(by.getPublicKey(), subkey.getPublicKey());
    }

    private static PGPSignatureSubpacketGenerator subpackets(int flags) {
        PGPSignatureSubpacketGenerator hashed = new PGPSignatureSubpacketGenerator();
        hashed.setSignatureCreationTime(false, Date.from(MADE));
        hashed.setKeyFlags(true, flags);
        return hashed;
    }

    private static PGPSignatureGenerator generator(PGPKeyPair signer, int type) throws PGPException {
        return generator(signer, type, HashAlgorithmTags.SHA256);
    }

    private static PGPSignatureGenerator generator(PGPKeyPair signer, int type, int hash) throws PGPException {
        PGPSignatureGenerator generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(PublicKeyAlgorithmTags.RSA_GENERAL, hash), signer.getPublicKey());
        generator.init(type, signer.getPrivateKey());
        return generator;
    }

    /** A text signed in the clear by these keys' subkeys. */
    static byte[] sign(String text, Instant when, TestKey... keys) {
        return sign(text, when, HashAlgorithmTags.SHA256, keys);
    }

    static byte[] sign(String text, Instant when, int hash, TestKey... keys) {
        List<String> lines = text.lines().toList();
        byte[] canonical = String.join(
                        "\r\n", lines.stream().map(String::stripTrailing).toList())
                .getBytes(StandardCharsets.UTF_8);
        StringBuilder message = new StringBuilder("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n");
        for (String line : lines) {
            message.append(line.startsWith("-") ? "- " : "").append(line).append('\n');
        }
        return message.append(armour(signatures(canonical, when, hash, keys)))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<PGPSignature> signatures(byte[] canonical, Instant when, int hash, TestKey... keys) {
        try {
            List<PGPSignature> signatures = new ArrayList<>();
            for (TestKey key : keys) {
                PGPSignatureGenerator generator = generator(key.sub, PGPSignature.CANONICAL_TEXT_DOCUMENT, hash);
                PGPSignatureSubpacketGenerator hashed = new PGPSignatureSubpacketGenerator();
                hashed.setSignatureCreationTime(false, Date.from(when));
                generator.setHashedSubpackets(hashed.generate());
                generator.update(canonical);
                signatures.add(generator.generate());
            }
            return signatures;
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String armour(List<PGPSignature> signatures) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArmoredOutputStream armour = new ArmoredOutputStream(bytes)) {
            for (PGPSignature signature : signatures) {
                signature.encode(armour);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
