package dev.plimsoll.debian;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

/** The keys whose signatures count. Immutable. */
final class Keyring {
    static final Keyring EMPTY = new Keyring(List.of());

    private final List<SigningKey> keys;

    private Keyring(List<SigningKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * The pinned keys among those of a keyring, binary or armoured. What is not pinned, or can't be read, is passed over: a keyring
     * holds whatever its deliverer put there.
     */
    static Keyring read(byte[] keyring, PinnedKeys pins) {
        List<SigningKey> keys = new ArrayList<>();
        for (PGPPublicKeyRing ring : rings(keyring)) {
            Certificate certificate = new Certificate(ring);
            Optional<String> name = pins.name(certificate.fingerprint());
            name.ifPresent(owner -> keys.addAll(certificate.signingKeys(owner)));
        }
        return new Keyring(keys);
    }

    /** Both keyrings' keys. */
    Keyring plus(Keyring other) {
        List<SigningKey> all = new ArrayList<>(keys);
        all.addAll(other.keys);
        return new Keyring(all);
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** The keys with this 64 bit id; usually one. */
    List<SigningKey> withId(long keyId) {
        return keys.stream().filter(key -> key.key().getKeyID() == keyId).toList();
    }

    private static List<PGPPublicKeyRing> rings(byte[] keyring) {
        List<PGPPublicKeyRing> rings = new ArrayList<>();
        try {
            boolean armoured = keyring.length > 0 && keyring[0] == '-';
            ByteArrayInputStream bytes = new ByteArrayInputStream(keyring);
            PGPObjectFactory objects = new PGPObjectFactory(
                    armoured ? new ArmoredInputStream(bytes) : bytes, new BcKeyFingerprintCalculator());
            for (Object object = objects.nextObject(); object != null; object = objects.nextObject()) {
                if (object instanceof PGPPublicKeyRing ring) {
                    rings.add(ring);
                }
            }
        } catch (IOException | RuntimeException e) {
            // What was read before the unreadable place still counts: each key is proved by its own fingerprint.
            return rings;
        }
        return rings;
    }
}
